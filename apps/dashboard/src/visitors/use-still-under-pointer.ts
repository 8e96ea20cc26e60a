import type { WatchedWindow } from "@causerie/client";
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { heldOrder } from "./held-order.ts";
import { watchPointing } from "./pointing.ts";

/** What is pointed at stays where it is, until the pointer rests [VI21]. */
export function useStillUnderPointer(
  list: RefObject<HTMLElement | null>,
  latest: WatchedWindow | null,
): WatchedWindow | null {
  const [isPointing, setPointing] = useState(false);
  const before = useRef(latest);
  useEffect(() => (list.current ? watchPointing(list.current, window, setPointing) : undefined), [list]);
  const shown = useMemo(
    () => (isPointing ? heldOrder(before.current, latest) : latest),
    [isPointing, latest],
  );
  useLayoutEffect(() => {
    before.current = shown;
  }, [shown]);
  return shown;
}
