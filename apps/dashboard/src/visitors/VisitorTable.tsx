import type { VisitorLine, WatchedWindow } from "@causerie/client";
import type { Grouping, VisitorGroup, VisitorRow } from "@causerie/protocol";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, type ReactNode, type RefObject, useEffect, useRef } from "react";
import { useWords } from "../words/Words.tsx";
import { type Column, widthOf } from "./columns.tsx";
import { GroupHeading } from "./GroupHeading.tsx";
import { HeaderCell } from "./HeaderCell.tsx";
import type { Sorting } from "./list-search.ts";
import { useFocusFollows } from "./use-focus-follows.ts";
import { useStillUnderPointer } from "./use-still-under-pointer.ts";
import classes from "./VisitorTable.module.css";

const ROW_PX = 40;
/** Until the server says how many there are. */
const SKELETON_ROWS = 8;

type Props = {
  window: WatchedWindow | null;
  columns: readonly Column[];
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  onCollapse: (key: string, isCollapsed: boolean) => void;
  onLook: (first: number, last: number) => void;
};

/** A real table, of which only the lines in sight exist; two empty ones above and below keep its height. */
export function VisitorTable({ window: latest, columns, sorting, onSort, onCollapse, onLook }: Props) {
  const words = useWords();
  const scroller = useRef<HTMLElement>(null);
  const window = useStillUnderPointer(scroller, latest);
  const count = window?.lines ?? SKELETON_ROWS;
  const { items, before, after } = useLinesInSight(scroller, count, onLook);
  useFocusFollows(scroller);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={words.list}>
      <table
        className={classes.table}
        style={{ minWidth: widthOf(columns) }}
        aria-rowcount={count + 1}
        aria-label={words.visitors}
      >
        <Head columns={columns} sorting={sorting} onSort={onSort} />
        <tbody>
          <Gap px={before} columns={columns} />
          {items.map((index) => (
            <Line
              key={keyOf(lineAt(window, index)) ?? index}
              line={lineAt(window, index)}
              isFirstTime={window === null}
              groupBy={window?.groupBy ?? null}
              index={index}
              columns={columns}
              onCollapse={onCollapse}
            />
          ))}
          <Gap px={after} columns={columns} />
        </tbody>
      </table>
    </section>
  );
}

function useLinesInSight(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  onLook: (first: number, last: number) => void,
) {
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => onLook(first, last), [onLook, first, last]);
  return {
    items: items.map(({ index }) => index),
    before: items[0]?.start ?? 0,
    after: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
  };
}

function lineAt(window: Props["window"], index: number): VisitorLine | undefined {
  return window?.shown[index - window.offset];
}

function keyOf(line: VisitorLine | undefined): string | undefined {
  return line?.kind === "group" ? `\n${line.group.key}` : line?.row.visitorId;
}

function Head({ columns, sorting, onSort }: Pick<Props, "columns" | "sorting" | "onSort">) {
  return (
    <>
      <colgroup>
        {columns.map(({ name, width, grows }) => (
          <col key={name} style={grows ? undefined : { width }} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          {columns.map((column) => (
            <HeaderCell key={column.name} column={column} sorting={sorting} onSort={onSort} />
          ))}
        </tr>
      </thead>
    </>
  );
}

function Gap({ px, columns }: { px: number } & Pick<Props, "columns">): ReactNode {
  if (px <= 0) return null;
  return (
    <tr aria-hidden style={{ height: px }}>
      <td colSpan={columns.length} className={classes.gap} />
    </tr>
  );
}

type LineProps = Pick<Props, "columns" | "onCollapse"> & {
  line: VisitorLine | undefined;
  isFirstTime: boolean;
  groupBy: Grouping | null;
  index: number;
};

const Line = memo(function Line({ line, isFirstTime, groupBy, index, columns, onCollapse }: LineProps) {
  if (line?.kind === "group" && groupBy) {
    return (
      <Heading group={line.group} groupBy={groupBy} index={index} columns={columns} onCollapse={onCollapse} />
    );
  }
  if (line?.kind === "visitor" || isFirstTime) {
    return <Row row={line?.kind === "visitor" ? line.row : undefined} index={index} columns={columns} />;
  }
  return <OnItsWay index={index} columns={columns} />;
});

/** Hundreds of these come and go while one scrolls fast: one cell, which has the look of several. */
function OnItsWay({ index, columns }: Pick<LineProps, "columns" | "index">) {
  return (
    <tr aria-rowindex={index + 2} className={classes.row}>
      <td colSpan={columns.length} className={classes.onItsWay} />
    </tr>
  );
}

type HeadingProps = Pick<LineProps, "columns" | "onCollapse" | "index"> & {
  group: VisitorGroup;
  groupBy: Grouping;
};

function Heading({ group, groupBy, index, columns, onCollapse }: HeadingProps) {
  return (
    <tr aria-rowindex={index + 2} className={classes.headingRow}>
      <td colSpan={columns.length}>
        <GroupHeading group={group} groupBy={groupBy} onCollapse={onCollapse} />
      </td>
    </tr>
  );
}

type RowProps = Pick<LineProps, "columns" | "index"> & { row: VisitorRow | undefined };

function Row({ row, index, columns }: RowProps) {
  const words = useWords();
  return (
    <tr
      aria-rowindex={index + 2}
      className={classes.row}
      data-waits={row?.status.kind === "requesting" || undefined}
    >
      {columns.map(({ name, isFigure, cell }) => (
        <td key={name} className={isFigure ? classes.figure : undefined}>
          {row ? cell(row, words) : <span className={classes.pending} />}
        </td>
      ))}
    </tr>
  );
}
