/** [VI3] The domain's, which the page does not load. */
export const IDLE_AFTER_MS = 10 * 60_000;

export type InputView = {
  now(): number;
  after(delayMs: number, run: () => void): void;
  onInput(listener: () => void): void;
};

/** Calls back with true after ten minutes without input, and with false at the next one [VI3]. */
export function watchIdle(view: InputView, onIdle: (idle: boolean) => void): void {
  let lastInput = view.now();
  let idle = false;
  const check = () => {
    const remaining = lastInput + IDLE_AFTER_MS - view.now();
    if (remaining > 0) return view.after(remaining, check);
    idle = true;
    onIdle(true);
  };
  view.onInput(() => {
    lastInput = view.now();
    if (!idle) return;
    idle = false;
    onIdle(false);
    view.after(IDLE_AFTER_MS, check);
  });
  view.after(IDLE_AFTER_MS, check);
}

/** Mouse, pen and touch alike. Not `wheel`, `touchstart` or `touchmove`: for these the browser has the page drawn anew. */
const INPUTS = ["pointermove", "pointerdown", "keydown", "scroll"];

export function browserInputView(): InputView {
  return {
    now: () => Date.now(),
    after: (delayMs, run) => void setTimeout(run, delayMs),
    onInput: (listener) => {
      // At the window and on the way down: what the page stops further below is input all the same.
      for (const type of INPUTS) addEventListener(type, listener, { passive: true, capture: true });
    },
  };
}
