import type { Refusal } from "./refusals.ts";

/** [CH15] Zendesk publishes no limit; ours lets a long text pass in one frame. */
export const MAX_MESSAGE_LENGTH = 10_000;

export function refusalOfText(text: string): Refusal | null {
  if (text.length > MAX_MESSAGE_LENGTH) return { reason: "message-too-long", maxLength: MAX_MESSAGE_LENGTH };
  return text.trim() === "" ? { reason: "message-empty" } : null;
}
