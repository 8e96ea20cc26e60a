import type { WatchedWindow } from "@causerie/client";
import { Skeleton } from "@mantine/core";
import { useId, useRef } from "react";
import { useWords } from "../words/Words.tsx";
import { BOXES, type Box, boxesOf } from "./boxes.ts";
import { useFocusFollows } from "./use-focus-follows.ts";
import { useMoves } from "./use-moves.ts";
import { useStillUnderPointer } from "./use-still-under-pointer.ts";
import classes from "./VisitorBoxes.module.css";
import { VisitorCard } from "./VisitorCard.tsx";

type Props = { window: WatchedWindow | null; onList: () => void };

/** A box an activity, in which each visitor is a card; they move from one to the other by themselves. */
export function VisitorBoxes({ window: latest, onList }: Props) {
  const words = useWords();
  const board = useRef<HTMLElement>(null);
  const window = useStillUnderPointer(board, latest);
  useFocusFollows(board);
  useMoves(board);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section ref={board} className={classes.board} tabIndex={0} aria-label={words.visual}>
      {window
        ? boxesOf(window).map((box) => <ActivityBox key={box.activity} box={box} onList={onList} />)
        : BOXES.map((activity) => <Skeleton key={activity} height={160} radius={10} />)}
    </section>
  );
}

function ActivityBox({ box: { activity, count, rows }, onList }: { box: Box; onList: () => void }) {
  const words = useWords();
  const id = useId();
  const others = count - rows.length;
  return (
    <section className={classes.box} aria-labelledby={id} data-activity={activity}>
      <h2 id={id} className={classes.title}>
        <span>{words.activity[activity]}</span>{" "}
        <span className={classes.count}>{count.toLocaleString(words.locale)}</span>
      </h2>
      {rows.length === 0 && <p className={classes.none}>{words.emptyGroup[activity]}</p>}
      <ul className={classes.cards}>
        {rows.map((row) => (
          <VisitorCard key={row.visitorId} row={row} />
        ))}
      </ul>
      {others > 0 && activity !== "offline" && (
        <button type="button" className={classes.more} onClick={onList}>
          {words.moreInList(others)}
        </button>
      )}
    </section>
  );
}
