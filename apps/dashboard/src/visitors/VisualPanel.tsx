import type { ListProps } from "./list-props.ts";
import { DEFAULT_SORTING } from "./list-search.ts";
import { NobodyHere } from "./NobodyHere.tsx";
import { useWatchedBoxes } from "./use-watched-window.ts";
import { VisitorBoxes } from "./VisitorBoxes.tsx";

/** Those who left are shown too: only where there are none either is nobody here. */
export function VisualPanel({ search, onSearch, onChoose }: ListProps) {
  const { q = "", sort = DEFAULT_SORTING } = search;
  const window = useWatchedBoxes({ q, sort, filter: search });
  const isEmpty = window?.shown.every(({ kind }) => kind === "group");
  if (isEmpty) return <NobodyHere search={search} onSearch={onSearch} />;
  return <VisitorBoxes window={window} onList={() => onChoose({ view: "list", group: "activity" })} />;
}
