import { isJustSent } from "@causerie/client/just-sent";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** Nearer to the end than this the reader follows what arrives. */
const FOLLOW_PX = 60;
/** Farther from it than this a button leads back. */
const AWAY_PX = 240;

/**
 * Follows new lines only for a reader who is at the end; for one who reads back nothing moves, also when older lines
 * are put in above. `firstKey`: of the topmost line. `sent`: ids of what is on its way [WT5].
 */
export function useLogScroll(open: boolean, firstKey: string | undefined, sent: readonly string[]) {
  const log = useRef<HTMLDivElement>(null);
  const seen = useRef({ following: true, height: 0, firstKey, sent });
  const [away, setAway] = useState(false);
  const goDown = () => {
    seen.current.following = true;
    toEnd(log.current);
  };
  useLayoutEffect(goDown, [open]);
  useLayoutEffect(() => {
    if (isJustSent(seen.current.sent, sent)) seen.current.following = true;
    seen.current.sent = sent;
    keepPlace(log.current, seen.current, firstKey);
  });
  useEffect(() => {
    const sizes = new ResizeObserver(() => seen.current.following && toEnd(log.current));
    if (log.current !== null) sizes.observe(log.current);
    return () => sizes.disconnect();
  }, []);
  const onScroll = () => {
    const below = distanceToEnd(log.current);
    seen.current.following = below < FOLLOW_PX;
    setAway(below > AWAY_PX);
  };
  return { log, onScroll, away, goDown };
}

type Seen = { following: boolean; height: number; firstKey: string | undefined };

function keepPlace(log: HTMLElement | null, seen: Seen, firstKey: string | undefined): void {
  if (log === null) return;
  if (seen.following) toEnd(log);
  else if (seen.firstKey !== firstKey) log.scrollTop += log.scrollHeight - seen.height;
  seen.height = log.scrollHeight;
  seen.firstKey = firstKey;
}

function toEnd(log: HTMLElement | null): void {
  if (log !== null) log.scrollTop = log.scrollHeight;
}

function distanceToEnd(log: HTMLElement | null): number {
  return log === null ? 0 : log.scrollHeight - log.scrollTop - log.clientHeight;
}
