import type { VisitorWindow } from "@causerie/protocol";

const STEP = 25;
const MAX_LIMIT = 200;

/** The rows to watch: those seen and a margin on both sides, in steps, so that a small scroll asks for nothing new. */
export function visibleWindow(first: number, last: number): Pick<VisitorWindow, "offset" | "limit"> {
  const offset = Math.max(0, Math.floor(first / STEP) - 1) * STEP;
  const end = (Math.floor(last / STEP) + 2) * STEP;
  return { offset, limit: Math.min(MAX_LIMIT, end - offset) };
}
