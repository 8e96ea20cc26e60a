import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LONGEST_PRESS_MS, REST_MS, watchPointing } from "./pointing.ts";

let list: EventTarget;
let page: EventTarget;
let isPointing: boolean;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  [list, page, isPointing] = [new EventTarget(), new EventTarget(), false];
  stop = watchPointing(list, page, (now) => {
    isPointing = now;
  });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

function pointer(
  target: EventTarget,
  type: string,
  { x = 0, buttons = 0, pointerType = "mouse" } = {},
): void {
  target.dispatchEvent(Object.assign(new Event(type), { screenX: x, screenY: 0, buttons, pointerType }));
}

test("[VI21] a pointer that moves is pointing until it has rested", () => {
  pointer(list, "pointermove", { x: 1 });
  expect(isPointing).toBe(true);
  vi.advanceTimersByTime(REST_MS - 1);
  pointer(list, "pointermove", { x: 2 });
  vi.advanceTimersByTime(REST_MS - 1);
  expect(isPointing).toBe(true);
  vi.advanceTimersByTime(1);
  expect(isPointing).toBe(false);
});

test("[VI21] a list that moves below a pointer at rest is not pointed at", () => {
  pointer(list, "pointermove", { x: 1 });
  vi.advanceTimersByTime(REST_MS);
  pointer(list, "pointermove", { x: 1 });
  expect(isPointing).toBe(false);
});

test("[VI21] a pointer that leaves points no more; one that drags out still does", () => {
  pointer(list, "pointermove", { x: 1 });
  pointer(list, "pointerleave");
  expect(isPointing).toBe(false);
  pointer(list, "pointerdown", { x: 1, buttons: 1 });
  pointer(list, "pointerleave", { buttons: 1 });
  expect(isPointing).toBe(true);
});

test("[VI21] a press, however long, lasts until its click has come", () => {
  pointer(list, "pointerdown", { buttons: 1 });
  vi.advanceTimersByTime(REST_MS * 2);
  expect(isPointing).toBe(true);
  pointer(page, "pointerup", { pointerType: "touch" });
  pointer(list, "pointerleave", { pointerType: "touch" });
  expect(isPointing).toBe(true);
  vi.advanceTimersByTime(REST_MS);
  expect(isPointing).toBe(false);
});

test("[VI21] a press whose end is never told holds nothing for long, and one elsewhere holds nothing", () => {
  pointer(list, "pointerdown", { buttons: 2 });
  vi.advanceTimersByTime(LONGEST_PRESS_MS);
  expect(isPointing).toBe(false);
  pointer(page, "pointerup");
  expect(isPointing).toBe(false);
});
