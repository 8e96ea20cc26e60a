import type { Grouping, VisitorGroup } from "@causerie/protocol";
import { IconChevronDown } from "@tabler/icons-react";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { useWords } from "../words/Words.tsx";
import { groupName } from "./groups.ts";
import classes from "./VisitorTable.module.css";

type Props = {
  groupBy: Grouping;
  group: VisitorGroup;
  onCollapse: (key: string, isCollapsed: boolean) => void;
};

/** Opens and closes its group. */
export function GroupHeading({ groupBy, group: { key, count, isCollapsed }, onCollapse }: Props) {
  const words = useWords();
  const departments = useAgentState((state) => state.departments);
  const name = groupName(words, groupBy, key, departments);
  return (
    <button
      type="button"
      className={classes.heading}
      aria-expanded={!isCollapsed}
      title={name}
      data-visitor={`\n${key}`}
      onClick={() => onCollapse(key, !isCollapsed)}
    >
      <IconChevronDown size={14} aria-hidden className={classes.chevron} />
      <bdi className={classes.groupName}>{name}</bdi>{" "}
      <span className={classes.groupCount}>{count.toLocaleString(words.locale)}</span>
    </button>
  );
}
