import { Menu } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useState } from "react";
import { useWords } from "../words/Words.tsx";

/** Asks for the permission at a click, never by itself. Nothing where the browser has none (plain http). */
export function NotificationSetting() {
  const words = useWords();
  const isPossible = "Notification" in window && isSecureContext;
  const [permission, setPermission] = useState(isPossible ? Notification.permission : null);
  if (permission === null) return null;
  if (permission !== "default") {
    return (
      <Menu.Label>{permission === "granted" ? words.notificationsOn : words.notificationsBlocked}</Menu.Label>
    );
  }
  const ask = async () => setPermission(await Notification.requestPermission());
  return (
    <Menu.Item leftSection={<IconBell size={16} />} closeMenuOnClick={false} onClick={ask}>
      {words.notify}
    </Menu.Item>
  );
}
