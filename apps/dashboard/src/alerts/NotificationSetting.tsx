import { Button } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useState } from "react";
import classes from "../left-bar/AccountMenu.module.css";
import { useWords } from "../words/Words.tsx";

/** Asks for the permission at a click, never by itself. Nothing where the browser has none (plain http). */
export function NotificationSetting() {
  const words = useWords();
  const isPossible = "Notification" in window && isSecureContext;
  const [permission, setPermission] = useState(isPossible ? Notification.permission : null);
  if (permission === null) return null;
  if (permission !== "default") {
    return (
      <p className={classes.note}>
        {permission === "granted" ? words.notificationsOn : words.notificationsBlocked}
      </p>
    );
  }
  const ask = async () => setPermission(await Notification.requestPermission());
  return (
    <Button size="compact-sm" variant="default" leftSection={<IconBell size={14} />} onClick={ask}>
      {words.notify}
    </Button>
  );
}
