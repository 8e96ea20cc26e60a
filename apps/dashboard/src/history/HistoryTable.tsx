import type { HistoryRow } from "@causerie/protocol";
import { Skeleton } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useWords } from "../words/Words.tsx";
import classes from "./HistoryTable.module.css";
import { HISTORY_COLUMNS } from "./history-columns.tsx";

const ROW_PX = 56;
const SKELETON_ROWS = 8;
/** This many rows before the end the next page is asked for. */
const AHEAD = 15;

type Props = { rows: readonly HistoryRow[] | null; hasMore: boolean; onEnd: () => void };

/** A real table, of which only the rows in sight exist. `rows`: null until they are read. */
export function HistoryTable({ rows, hasMore, onEnd }: Props) {
  const words = useWords();
  const scroller = useRef<HTMLElement>(null);
  const count = rows ? rows.length + (hasMore ? 1 : 0) : SKELETON_ROWS;
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const isNearEnd = hasMore && rows !== null && last >= rows.length - AHEAD;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when there are more rows, not at each render.
  useEffect(() => {
    if (isNearEnd) onEnd();
  }, [isNearEnd, rows?.length]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={words.list}>
      <table className={classes.table} aria-rowcount={hasMore ? -1 : count + 1} aria-label={words.history}>
        <Head />
        <tbody>
          <Gap px={items[0]?.start ?? 0} />
          {items.map(({ index }) => (
            <Row key={rows?.[index]?.chatId ?? index} row={rows?.[index]} index={index} />
          ))}
          <Gap px={virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </section>
  );
}

function Head() {
  const words = useWords();
  return (
    <thead>
      <tr aria-rowindex={1}>
        {HISTORY_COLUMNS.map(({ name, title }) => (
          <th key={name} scope="col" data-column={name}>
            {title(words)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Gap({ px }: { px: number }) {
  if (px <= 0) return null;
  return (
    <tr aria-hidden style={{ height: px }}>
      <td colSpan={HISTORY_COLUMNS.length} className={classes.gap} />
    </tr>
  );
}

function Row({ row, index }: { row: HistoryRow | undefined; index: number }) {
  return (
    <tr aria-rowindex={index + 2} className={classes.row} data-unread={row?.unread || undefined}>
      {HISTORY_COLUMNS.map(({ name, Cell }) => (
        <td key={name} data-column={name}>
          {row ? <Cell row={row} /> : <Skeleton height={12} width="70%" />}
        </td>
      ))}
    </tr>
  );
}
