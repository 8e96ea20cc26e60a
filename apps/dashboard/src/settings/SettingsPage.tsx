import { IconSettings } from "@tabler/icons-react";
import { Link, Outlet } from "@tanstack/react-router";
import { useSession } from "../connection/AgentConnection.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { RoomHeading } from "../ui/RoomHeading.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./Settings.module.css";

/** The sections at the side, one of them beside. [SE1] */
export function SettingsPage() {
  const words = useWords();
  const { me } = useSession();
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <RoomHeading className={classes.title}>{words.settings}</RoomHeading>
      </header>
      {me.role === "agent" ? (
        <EmptyState
          icon={<IconSettings size={22} />}
          title={words.settingsRoom.administratorsOnly}
          hint={words.settingsRoom.administratorsOnlyHint}
        />
      ) : (
        <div className={classes.body}>
          <Sections />
          <div className={classes.content}>
            <Outlet />
          </div>
        </div>
      )}
    </div>
  );
}

function Sections() {
  const { settingsRoom } = useWords();
  return (
    <nav aria-label={settingsRoom.sections} className={classes.sections}>
      <Link to="/settings/chat" className={classes.section}>
        {settingsRoom.chat}
      </Link>
      <Link to="/settings/departments" className={classes.section}>
        {settingsRoom.departments}
      </Link>
      <Link to="/settings/agents" className={classes.section}>
        {settingsRoom.agents}
      </Link>
      <Link to="/settings/website" className={classes.section}>
        {settingsRoom.website}
      </Link>
    </nav>
  );
}
