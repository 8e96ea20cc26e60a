import type { AgentClientState } from "@causerie/client";
import type { VisitorRow } from "@causerie/protocol";
import { Skeleton } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, type ReactNode, useEffect, useRef } from "react";
import { useWords } from "../words/Words.tsx";
import { COLUMNS } from "./columns.tsx";
import { HeaderCell } from "./HeaderCell.tsx";
import type { Sorting } from "./list-search.ts";
import classes from "./VisitorTable.module.css";

const ROW_PX = 40;
/** Until the server says how many there are. */
const SKELETON_ROWS = 8;

type Props = {
  window: AgentClientState["window"];
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  onLook: (first: number, last: number) => void;
};

/** A real table, of which only the rows in sight exist; two empty ones above and below keep its height. */
export function VisitorTable({ window, sorting, onSort, onLook }: Props) {
  const words = useWords();
  const scroller = useRef<HTMLElement>(null);
  const total = window?.lines ?? SKELETON_ROWS;
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => onLook(first, last), [onLook, first, last]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={words.list}>
      <table className={classes.table} aria-rowcount={total + 1} aria-label={words.visitors}>
        <Head sorting={sorting} onSort={onSort} />
        <tbody>
          <Gap px={items[0]?.start ?? 0} />
          {items.map(({ index }) => (
            <Row key={rowAt(window, index)?.visitorId ?? index} row={rowAt(window, index)} index={index} />
          ))}
          <Gap px={virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </section>
  );
}

function rowAt(window: Props["window"], index: number): VisitorRow | undefined {
  const line = window?.shown[index - window.offset];
  return line?.kind === "visitor" ? line.row : undefined;
}

function Head({ sorting, onSort }: Pick<Props, "sorting" | "onSort">) {
  return (
    <>
      <colgroup>
        {COLUMNS.map(({ name, width }) => (
          <col key={name} style={{ width }} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {COLUMNS.map((column) => (
            <HeaderCell key={column.name} column={column} sorting={sorting} onSort={onSort} />
          ))}
        </tr>
      </thead>
    </>
  );
}

function Gap({ px }: { px: number }): ReactNode {
  if (px <= 0) return null;
  return (
    <tr aria-hidden style={{ height: px }}>
      <td colSpan={COLUMNS.length} className={classes.gap} />
    </tr>
  );
}

const Row = memo(function Row({ row, index }: { row: VisitorRow | undefined; index: number }) {
  const words = useWords();
  return (
    <tr
      aria-rowindex={index + 2}
      className={classes.row}
      data-waits={row?.status.kind === "requesting" || undefined}
    >
      {COLUMNS.map(({ name, isFigure, cell }) => (
        <td key={name} className={isFigure ? classes.figure : undefined}>
          {row ? cell(row, words) : <Skeleton height={12} width="70%" />}
        </td>
      ))}
    </tr>
  );
});
