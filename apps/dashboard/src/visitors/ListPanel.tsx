import { useCallback, useMemo } from "react";
import { ColumnsMenu } from "./ColumnsMenu.tsx";
import { columnsOf } from "./columns.tsx";
import { GroupBySelect } from "./GroupBySelect.tsx";
import { withCollapsed } from "./list-choices.ts";
import type { ListProps } from "./list-props.ts";
import { DEFAULT_SORTING } from "./list-search.ts";
import { NobodyHere } from "./NobodyHere.tsx";
import { useWatchedLines } from "./use-watched-window.ts";
import classes from "./VisitorsPage.module.css";
import { VisitorTable } from "./VisitorTable.tsx";

const NONE: readonly string[] = [];

export function ListTools({ choices, onChoose }: Pick<ListProps, "choices" | "onChoose">) {
  return (
    <div className={classes.listTools}>
      <GroupBySelect group={choices.group} onChange={(group) => onChoose({ group })} />
      <ColumnsMenu columns={choices.columns} onChange={(columns) => onChoose({ columns })} />
    </div>
  );
}

export function ListPanel({ search, onSearch, choices, onChoose }: ListProps) {
  const { q = "", sort = DEFAULT_SORTING } = search;
  const { group } = choices;
  const collapsed = choices.collapsed[group] ?? NONE;
  const { window, look } = useWatchedLines({ q, sort, filter: search, group, collapsed });
  const columns = useMemo(() => columnsOf(choices.columns), [choices.columns]);
  const lists = choices.collapsed;
  // The same one as long as it does the same: lines that did not change are not drawn again.
  const collapse = useCallback(
    (key: string, isCollapsed: boolean) =>
      onChoose({ collapsed: { ...lists, [group]: withCollapsed(lists[group] ?? NONE, key, isCollapsed) } }),
    [onChoose, lists, group],
  );
  if (window?.total === 0) return <NobodyHere search={search} onSearch={onSearch} />;
  return (
    <VisitorTable
      window={window}
      columns={columns}
      sorting={sort}
      onSort={(sorting) => onSearch({ sort: sorting }, "chosen")}
      onCollapse={collapse}
      onLook={look}
    />
  );
}
