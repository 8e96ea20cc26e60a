/** As long as this after it moved, a pointer is about to press. */
export const REST_MS = 600;
/** The end of a press may never be told, as where it opens the browser's menu. */
export const LONGEST_PRESS_MS = 5000;

type Pointer = Pick<PointerEvent, "screenX" | "screenY" | "buttons" | "pointerType">;

/** Tells whether a pointer moves over the list, or presses on it. Returns what ends the watching. */
export function watchPointing(
  list: EventTarget,
  page: EventTarget,
  onChange: (isPointing: boolean) => void,
): () => void {
  const end = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let place = "";
  const rest = () => {
    clearTimeout(timer);
    timer = undefined;
    onChange(false);
  };
  const point = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(rest, ms);
    onChange(true);
  };
  const on = (target: EventTarget, type: string, then: (pointer: Pointer) => void) =>
    // Each is a pointer's event, by its name.
    target.addEventListener(type, (event) => then(event as PointerEvent), { signal: end.signal });

  on(list, "pointermove", ({ screenX, screenY, buttons }) => {
    const before = place;
    place = `${screenX} ${screenY}`;
    // Browsers also tell of a move when something else moved below a pointer that rests.
    if (place !== before) point(buttons === 0 ? REST_MS : LONGEST_PRESS_MS);
  });
  on(list, "pointerdown", () => point(LONGEST_PRESS_MS));
  // The click comes after the press has ended, and a finger leaves before it.
  for (const type of ["pointerup", "pointercancel"]) on(page, type, () => timer && point(REST_MS));
  on(list, "pointerleave", ({ buttons, pointerType }) => {
    if (buttons === 0 && pointerType !== "touch") rest();
  });
  return () => {
    end.abort();
    clearTimeout(timer);
  };
}
