import type { Colleague } from "@causerie/protocol";
import { TextInput } from "@mantine/core";
import { IconSearch, IconUsersGroup } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { Unread } from "../left-bar/Unread.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { RoomHeading } from "../ui/RoomHeading.tsx";
import { StatusDot } from "../ui/StatusDot.tsx";
import { useWords } from "../words/Words.tsx";
import { Entry, isFoundIn } from "./Entry.tsx";
import { FoundMessages } from "./FoundMessages.tsx";
import { GroupLinks } from "./GroupLinks.tsx";
import classes from "./Team.module.css";
import { isOfTwoWith, lastSaid, useTeamChats } from "./team-chats.ts";
import { useSearch } from "./use-search.ts";

export function Colleagues({ takesFocus }: { takesFocus: boolean }) {
  const words = useWords();
  const { text: search, type } = useSearch();
  return (
    <section className={classes.side} aria-label={words.team.room}>
      <header className={classes.sideHeader}>
        <RoomHeading className={classes.title} takeFocus={takesFocus}>
          {words.team.room}
        </RoomHeading>
        <TextInput
          size="xs"
          type="search"
          aria-label={words.team.search}
          placeholder={words.team.search}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          onChange={(event) => type(event.currentTarget.value)}
        />
      </header>
      <div className={classes.lists}>
        <People search={search} />
        <GroupLinks search={search} />
        <FoundMessages search={search} />
      </div>
    </section>
  );
}

function People({ search }: { search: string }) {
  const words = useWords();
  const title = useId();
  const myId = useAgentState((state) => state.me?.agentId);
  const colleagues = useAgentState((state) => state.colleagues).filter(({ agentId }) => agentId !== myId);
  const found = colleagues.filter(({ name, email }) => isFoundIn([name, email], search)).sort(byPresence);
  if (colleagues.length === 0)
    return (
      <EmptyState icon={<IconUsersGroup size={22} />} title={words.team.alone} hint={words.team.aloneHint} />
    );
  return (
    <section aria-labelledby={title}>
      <h2 id={title} className={classes.listTitle}>
        {words.team.colleagues}
      </h2>
      {found.length === 0 && <p className={classes.none}>{words.team.nobodyFound}</p>}
      <ul className={classes.list}>
        {found.map((colleague) => (
          <Person key={colleague.agentId} colleague={colleague} />
        ))}
      </ul>
    </section>
  );
}

function Person({ colleague }: { colleague: Colleague }) {
  const words = useWords();
  const about = useId();
  const chat = useTeamChats().find(isOfTwoWith(colleague.agentId));
  const departments = useDepartmentsOf(colleague.agentId);
  const status = colleague.connected ? words.status[colleague.status] : words.team.notConnected;
  const said = chat ? lastSaid(chat) : "";
  return (
    <Entry about={about} hint={[status, ...departments].join(" · ")} said={said}>
      <StatusDot status={colleague.connected ? colleague.status : null} />
      <Link
        to="/team/colleagues/$agentId"
        params={{ agentId: String(colleague.agentId) }}
        className={classes.link}
        aria-describedby={about}
      >
        <bdi className={classes.name}>{colleague.name}</bdi>
      </Link>
      <Unread n={chat?.unread ?? 0} />
    </Entry>
  );
}

function useDepartmentsOf(agentId: number): string[] {
  const departments = useAgentState((state) => state.departments);
  return departments
    .filter(({ enabled, members }) => enabled && members.includes(agentId))
    .map(({ name }) => name);
}

/** Whoever can answer now stands first. */
function byPresence(one: Colleague, other: Colleague): number {
  const rank = ({ connected, status }: Colleague) => (connected ? ["online", "away"].indexOf(status) + 2 : 9);
  const byRank = (rank(one) === 1 ? 4 : rank(one)) - (rank(other) === 1 ? 4 : rank(other));
  return byRank || one.name.localeCompare(other.name);
}
