import { useEffect, useRef } from "react";

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
