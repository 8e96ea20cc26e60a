import { ActionIcon } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import {
  IconChartBar,
  IconHistory,
  IconHome,
  IconMessages,
  IconSearch,
  IconSettings,
  IconTicket,
  IconUsers,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useId } from "react";
import { useAgentState, useSession } from "../connection/AgentConnection.tsx";
import { unreadIn, useTeamChats } from "../team/team-chats.ts";
import { Brand } from "../ui/Brand.tsx";
import { useWords } from "../words/Words.tsx";
import { AccountMenu } from "./AccountMenu.tsx";
import { KeptFromMe } from "./KeptFromMe.tsx";
import classes from "./LeftBar.module.css";
import { MyChats } from "./MyChats.tsx";
import { ServeButton } from "./ServeButton.tsx";
import { StatusMenu } from "./StatusMenu.tsx";

/** In the phone's drawer it has no Serve: that one stays below, at the thumb. */
export function LeftBar({ inDrawer = false }: { inDrawer?: boolean }) {
  const words = useWords();
  return (
    <aside className={classes.bar} aria-label={words.menu} data-in-drawer={inDrawer || undefined}>
      <div className={classes.top}>
        <Brand />
        <ActionIcon variant="subtle" color="gray" aria-label={words.search} onClick={spotlight.open}>
          <IconSearch size={17} />
        </ActionIcon>
      </div>
      <div className={classes.me}>
        <StatusMenu />
        <AccountMenu />
      </div>
      <Rooms />
      <MyChats />
      {!inDrawer && (
        <div className={classes.bottom}>
          <KeptFromMe />
          <ServeButton />
        </div>
      )}
    </aside>
  );
}

function Rooms() {
  const words = useWords();
  const visitors = useAgentState((state) => state.visitorsHere);
  const team = unreadIn(useTeamChats());
  const { me } = useSession();
  return (
    <nav aria-label={words.rooms} className={classes.rooms}>
      <Link to="/" className={classes.room} activeOptions={{ exact: true }}>
        <IconHome size={17} aria-hidden />
        {words.home}
      </Link>
      <Link to="/visitors" className={classes.room}>
        <IconUsers size={17} aria-hidden />
        {words.visitors}
        <Count n={visitors} />
      </Link>
      <HistoryRoom />
      <Link to="/team" className={classes.room}>
        <IconMessages size={17} aria-hidden />
        {words.team.room}
        <Count n={team} />
      </Link>
      <Link to="/tickets" className={classes.room}>
        <IconTicket size={17} aria-hidden />
        {words.tickets.room}
      </Link>
      <Link to="/analytics" search={{}} className={classes.room}>
        <IconChartBar size={17} aria-hidden />
        {words.analytics}
      </Link>
      {me.role !== "agent" && (
        <Link to="/settings" className={classes.room}>
          <IconSettings size={17} aria-hidden />
          {words.settings}
        </Link>
      )}
    </nav>
  );
}

/** [HI2] */
function HistoryRoom() {
  const words = useWords();
  const described = useId();
  const unread = useAgentState((state) => state.unreadMessages);
  return (
    <Link
      to="/history"
      className={classes.room}
      aria-describedby={unread > 0 ? described : undefined}
      data-unread={unread > 0 || undefined}
    >
      <IconHistory size={17} aria-hidden />
      {words.history}
      <Count n={unread} />
      <span id={described} hidden>
        {words.unreadMessages(unread)}
      </span>
    </Link>
  );
}

/** Beside the name, and no part of it. */
function Count({ n }: { n: number }): ReactNode {
  const { locale } = useWords();
  if (n === 0) return null;
  return (
    <span className={classes.count} aria-hidden>
      {n.toLocaleString(locale)}
    </span>
  );
}
