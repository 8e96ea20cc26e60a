import type { AgentDetails } from "@causerie/protocol";
import { TextInput } from "@mantine/core";
import { IconSearch, IconUserSearch } from "@tabler/icons-react";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useAgentState, useSession } from "../connection/AgentConnection.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { dateAndTime } from "../ui/time.ts";
import { useWords } from "../words/Words.tsx";
import { AddLink } from "./AddLink.tsx";
import { EnabledBadge } from "./EnabledBadge.tsx";
import classes from "./List.module.css";
import { Loaded } from "./Loaded.tsx";
import { useAgents } from "./management.ts";
import { Section } from "./Section.tsx";

const route = getRouteApi("/signed-in/settings/agents");
/** Fewer are seen at a glance. */
const SEARCH_FROM = 8;

export function AgentList() {
  const { agentSettings, settingsRoom } = useWords();
  return (
    <Section
      title={settingsRoom.agents}
      hint={agentSettings.hint}
      action={<AddLink to="/settings/agents/new" label={agentSettings.add} />}
    >
      <Loaded query={useAgents()}>{(agents) => <Searched agents={agents} />}</Loaded>
    </Section>
  );
}

function Searched({ agents }: { agents: AgentDetails[] }) {
  const { agentSettings, locale } = useWords();
  const { q = "" } = route.useSearch();
  const navigate = route.useNavigate();
  const wanted = q.trim().toLocaleLowerCase();
  const found = agents
    .filter(({ name, email }) => `${name} ${email}`.toLocaleLowerCase().includes(wanted))
    .toSorted((a, b) => a.name.localeCompare(b.name, locale));
  return (
    <>
      {(agents.length >= SEARCH_FROM || q !== "") && (
        <TextInput
          type="search"
          size="sm"
          aria-label={agentSettings.find}
          placeholder={agentSettings.find}
          leftSection={<IconSearch size={14} />}
          value={q}
          onChange={(event) => {
            const text = event.currentTarget.value;
            void navigate({ search: text === "" ? {} : { q: text }, replace: true });
          }}
        />
      )}
      {found.length > 0 ? <Table agents={found} /> : <NobodyFound />}
    </>
  );
}

function NobodyFound() {
  const { agentSettings } = useWords();
  return (
    <EmptyState
      icon={<IconUserSearch size={22} />}
      title={agentSettings.nobodyFound}
      hint={agentSettings.nobodyFoundHint}
    />
  );
}

function Table({ agents }: { agents: AgentDetails[] }) {
  const words = useWords();
  const { agentSettings, column } = words;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{words.name}</th>
          <th data-wide data-narrow>
            {agentSettings.role}
          </th>
          <th data-wide>{agentSettings.departments}</th>
          <th data-wide data-narrow>
            {agentSettings.lastSignIn}
          </th>
          <th data-narrow>{column.status}</th>
        </tr>
      </thead>
      <tbody>
        {agents.map((agent) => (
          <Row key={agent.agentId} {...agent} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ agentId, name, email, role, departments, lastSignInAt, enabled }: AgentDetails) {
  const { agentSettings, locale } = useWords();
  const { me } = useSession();
  const all = useAgentState((state) => state.departments);
  const theirs = all.filter(({ departmentId }) => departments.includes(departmentId));
  return (
    <tr className={classes.row}>
      <td>
        <Link to="/settings/agents/$agentId" params={{ agentId: String(agentId) }}>
          <bdi>{name}</bdi>
        </Link>
        {agentId === me.agentId && <span className={classes.quiet}> ({agentSettings.you})</span>}
        <span className={classes.more}>{email}</span>
        <span className={classes.phone}>{agentSettings.roles[role]}</span>
      </td>
      <td data-wide>{agentSettings.roles[role]}</td>
      <td data-wide>
        <span className={classes.more}>{theirs.map((department) => department.name).join(", ")}</span>
      </td>
      <td data-wide className={classes.quiet}>
        {lastSignInAt === null ? agentSettings.never : dateAndTime(lastSignInAt, locale)}
      </td>
      <td>
        <EnabledBadge enabled={enabled} />
      </td>
    </tr>
  );
}
