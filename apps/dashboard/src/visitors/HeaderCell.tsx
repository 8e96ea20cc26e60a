import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useWords } from "../words/Words.tsx";
import { wholeName } from "./ColumnsMenu.tsx";
import type { Column } from "./columns.tsx";
import { type Sorting, sortedBy, sortOf } from "./list-search.ts";
import classes from "./VisitorTable.module.css";

type Props = { column: Column; sorting: Sorting; onSort: (sorting: Sorting) => void };

export function HeaderCell({ column: { name, sort, isFigure }, sorting, onSort }: Props) {
  const words = useWords();
  const figure = isFigure ? classes.figure : undefined;
  if (!sort) {
    return (
      <th scope="col" className={figure} title={wholeName(words, name)}>
        {words.column[name]}
      </th>
    );
  }
  const current = sortOf(sorting);
  const direction = current.column !== sort ? "none" : isRising(current) ? "ascending" : "descending";
  return (
    <th scope="col" className={figure} aria-sort={direction} title={wholeName(words, name)}>
      <button type="button" className={classes.sort} onClick={() => onSort(sortedBy(sort, sorting))}>
        {words.column[name]}
        {direction === "ascending" && <IconArrowUp size={13} aria-hidden />}
        {direction === "descending" && <IconArrowDown size={13} aria-hidden />}
      </button>
    </th>
  );
}

function isRising({ descending }: { descending: boolean }): boolean {
  return !descending;
}
