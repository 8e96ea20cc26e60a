import type { DepartmentDetails } from "@causerie/protocol";
import { IconUsersGroup } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useWords } from "../words/Words.tsx";
import { AddLink } from "./AddLink.tsx";
import { EnabledBadge } from "./EnabledBadge.tsx";
import classes from "./List.module.css";
import { Loaded } from "./Loaded.tsx";
import { useDepartments } from "./management.ts";
import { Section } from "./Section.tsx";

export function DepartmentList() {
  const { departmentSettings, settingsRoom } = useWords();
  const { add, hint } = departmentSettings;
  return (
    <Section
      title={settingsRoom.departments}
      hint={hint}
      action={<AddLink to="/settings/departments/new" label={add} />}
    >
      <Loaded query={useDepartments()}>
        {(departments) => (departments.length === 0 ? <None /> : <Table departments={departments} />)}
      </Loaded>
    </Section>
  );
}

function None() {
  const { departmentSettings } = useWords();
  return (
    <EmptyState
      icon={<IconUsersGroup size={22} />}
      title={departmentSettings.none}
      hint={departmentSettings.noneHint}
    />
  );
}

function Table({ departments }: { departments: DepartmentDetails[] }) {
  const words = useWords();
  const sorted = departments.toSorted((a, b) => a.name.localeCompare(b.name, words.locale));
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{words.name}</th>
          <th data-narrow>{words.departmentSettings.members}</th>
          <th data-narrow>{words.column.status}</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((department) => (
          <Row key={department.departmentId} {...department} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ departmentId, name, description, members, enabled }: DepartmentDetails) {
  const { departmentSettings } = useWords();
  const live = useAgentState((state) => state.departments);
  const online = live.find((department) => department.departmentId === departmentId)?.online.length ?? 0;
  return (
    <tr className={classes.row}>
      <td>
        <Link to="/settings/departments/$departmentId" params={{ departmentId: String(departmentId) }}>
          <bdi>{name}</bdi>
        </Link>
        {description && <span className={classes.more}>{description}</span>}
      </td>
      <td>
        {departmentSettings.count(members.length)}
        <br />
        <span className={classes.quiet}>{departmentSettings.online(online)}</span>
      </td>
      <td>
        <EnabledBadge enabled={enabled} />
      </td>
    </tr>
  );
}
