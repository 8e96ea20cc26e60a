import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import { useMediaQuery } from "@mantine/hooks";
import { Notifications } from "@mantine/notifications";
import { Outlet } from "@tanstack/react-router";
import { Alerts } from "../alerts/Alerts.tsx";
import { ConnectionBanner } from "../connection/ConnectionBanner.tsx";
import { useFilesKeptOut } from "../files/use-file-drop.ts";
import { KeysHelp } from "../keyboard/KeysHelp.tsx";
import { Palette } from "../keyboard/Palette.tsx";
import { useKeys } from "../keyboard/use-keys.ts";
import { LeftBar } from "../left-bar/LeftBar.tsx";
import { IdleNotice } from "../status/IdleNotice.tsx";
import { IdleWatch } from "../status/IdleWatch.tsx";
import { useWords } from "../words/Words.tsx";
import { PhoneBar } from "./PhoneBar.tsx";
import classes from "./Shell.module.css";
import { PHONE } from "./screen.ts";

export function Shell() {
  const words = useWords();
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  useKeys();
  useFilesKeptOut();
  return (
    <div className={classes.shell}>
      <a href="#content" className="skip">
        {words.skipToContent}
      </a>
      <ConnectionBanner />
      <IdleNotice />
      <div className={classes.body}>
        {!isPhone && <LeftBar />}
        <main id="content" tabIndex={-1} className={classes.room}>
          <Outlet />
        </main>
      </div>
      {isPhone && <PhoneBar />}
      <Alerts />
      <IdleWatch />
      <Palette />
      <KeysHelp />
      {/* On a phone what one answers with is at the bottom. */}
      <Notifications position={isPhone ? "top-center" : "bottom-right"} limit={3} />
    </div>
  );
}
