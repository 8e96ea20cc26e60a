import { useEffect, useRef } from "react";
import { isNews, type Unseen } from "./news.ts";

/** Calls back when the figure grows, not when it is first known. */
export function useGrowth(figure: number | null, onGrowth: () => void): void {
  const before = useRef<number | null>(null);
  const callback = useRef(onGrowth);
  callback.current = onGrowth;
  useEffect(() => {
    const grew = figure !== null && before.current !== null && figure > before.current;
    before.current = figure;
    if (grew) callback.current();
  }, [figure]);
}

/** Calls back when more is said in one of these chats, not when they are first known. */
export function useNews(unseen: Unseen | null, onNews: () => void): void {
  const before = useRef<Unseen | null>(null);
  useEffect(() => {
    const isMore = unseen !== null && before.current !== null && isNews(before.current, unseen);
    before.current = unseen;
    if (isMore) onNews();
  });
}
