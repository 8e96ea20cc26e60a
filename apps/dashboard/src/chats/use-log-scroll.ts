import { isJustSent } from "@causerie/client/just-sent";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const AT_END_PX = 48;
const NEAR_TOP_PX = 240;

type Options = {
  firstKey: string | undefined;
  lastSeq: number;
  /** Ids of what is on its way. */
  sent: readonly string[];
  loadOlder: () => void;
};
export type LogScroll = {
  log: RefObject<HTMLDivElement | null>;
  inner: RefObject<HTMLDivElement | null>;
  /** The last entry that was there when the reader scrolled back; null at the end. */
  leftAt: number | null;
  onScroll(): void;
  toEnd(): void;
};

/**
 * Follows the end until the reader scrolls back, and from then on moves nothing under their eyes.
 * Done by hand, since not every browser anchors the scrolling.
 */
export function useLogScroll({ firstKey, lastSeq, sent, loadOlder }: Options): LogScroll {
  const log = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const topBefore = useRef(0);
  const [leftAt, setLeftAt] = useState<number | null>(null);

  const toEnd = useCallback(() => {
    isAtEnd.current = true;
    setLeftAt(null);
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, []);

  const onScroll = () => {
    if (!log.current) return;
    const { scrollTop, scrollHeight, clientHeight } = log.current;
    // Only a move upwards is the reader's: lines that came since we scrolled down put the end further away, too.
    const isBack = scrollTop < topBefore.current;
    topBefore.current = scrollTop;
    if (scrollHeight - scrollTop - clientHeight < AT_END_PX) isAtEnd.current = true;
    else if (isBack) isAtEnd.current = false;
    setLeftAt((before) => (isAtEnd.current ? null : (before ?? lastSeq)));
    if (scrollTop < NEAR_TOP_PX) loadOlder();
  };

  useKeepPlace(log, firstKey);
  useFollowEnd(log, inner, isAtEnd);
  useShowSent(sent, toEnd);
  return { log, inner, leftAt, onScroll, toEnd };
}

/** What I send I want to see, once: when it arrives I may be reading elsewhere [WT5]. */
function useShowSent(sent: readonly string[], toEnd: () => void): void {
  const before = useRef<readonly string[]>([]);
  useLayoutEffect(() => {
    if (isJustSent(before.current, sent)) toEnd();
    before.current = sent;
  });
}

/** Older entries come above: what is read stays where it is. */
function useKeepPlace(log: RefObject<HTMLDivElement | null>, firstKey: string | undefined): void {
  const before = useRef({ firstKey, height: 0 });
  useLayoutEffect(() => {
    const element = log.current;
    if (!element) return;
    const hasOlder = before.current.firstKey !== undefined && before.current.firstKey !== firstKey;
    if (hasOlder) element.scrollTop += element.scrollHeight - before.current.height;
    before.current = { firstKey, height: element.scrollHeight };
  });
}

/** New lines, a taller composer, a keyboard on the screen: at the end one stays at the end. */
function useFollowEnd(
  log: RefObject<HTMLDivElement | null>,
  inner: RefObject<HTMLDivElement | null>,
  isAtEnd: RefObject<boolean>,
): void {
  useEffect(() => {
    const [outer, content] = [log.current, inner.current];
    if (!outer || !content) return;
    const follow = () => {
      if (isAtEnd.current) outer.scrollTop = outer.scrollHeight;
    };
    follow();
    const observer = new ResizeObserver(follow);
    observer.observe(outer);
    observer.observe(content);
    return () => observer.disconnect();
  }, [log, inner, isAtEnd]);
}
