import { describe, expect, it } from "vitest";
import { visibleWindow } from "./visible-window.ts";

describe("The window that is watched", () => {
  it("holds what is seen and a margin", () => {
    expect(visibleWindow(0, 20)).toEqual({ offset: 0, limit: 50 });
    expect(visibleWindow(60, 85)).toEqual({ offset: 25, limit: 100 });
  });

  it("stays the same while one scrolls a little", () => {
    expect(visibleWindow(62, 84)).toEqual(visibleWindow(60, 80));
  });

  it("never asks for more than the server gives", () => {
    expect(visibleWindow(1000, 1400).limit).toBe(200);
  });
});
