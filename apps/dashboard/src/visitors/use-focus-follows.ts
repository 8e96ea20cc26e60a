import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/**
 * Where the focus was on something that moved to another place, it goes with it, by its `data-visitor`; where that is
 * gone, to the whole list: it is never lost to the page.
 */
export function useFocusFollows(container: RefObject<HTMLElement | null>): void {
  const focused = useRef<string | null>(null);
  useEffect(() => {
    const list = container.current;
    const note = ({ target }: Event) => {
      focused.current = list?.contains(target as Node) ? nameOf(target) : null;
    };
    // Whoever points elsewhere means to leave.
    for (const type of ["focusin", "pointerdown"]) document.addEventListener(type, note);
    return () => {
      for (const type of ["focusin", "pointerdown"]) document.removeEventListener(type, note);
    };
  }, [container]);
  // After every render: each may have moved what was focused.
  useLayoutEffect(() => {
    const name = focused.current;
    if (name === null || document.activeElement !== document.body) return;
    const again = container.current?.querySelector<HTMLElement>(`[data-visitor="${CSS.escape(name)}"]`);
    (again ?? container.current)?.focus({ preventScroll: true });
  });
}

function nameOf(target: EventTarget | null): string | null {
  return target instanceof HTMLElement ? (target.dataset.visitor ?? null) : null;
}
