import type { Content } from "./commands.ts";
import type { FileSent, MessageSent, Sender } from "./events.ts";
import type { Refusal } from "./refusals.ts";

/** [CH15] Zendesk publishes no limit; ours lets a long text pass in one frame. */
export const MAX_MESSAGE_LENGTH = 10_000;

export function refusalOfText(text: string): Refusal | null {
  return refusalOfLength(text) ?? (text.trim() === "" ? { reason: "message-empty" } : null);
}

/** Of a text that may be empty, such as a remark. */
export function refusalOfLength(text: string): Refusal | null {
  if (text.length <= MAX_MESSAGE_LENGTH) return null;
  return { reason: "message-too-long", maxLength: MAX_MESSAGE_LENGTH };
}

/** A file was checked before it was stored. */
export function refusalOfContent(content: Content): Refusal | null {
  return "text" in content ? refusalOfText(content.text) : null;
}

/** What is said, as the log holds it. */
export function saying(from: Sender, messageId: string, content: Content): MessageSent | FileSent {
  return "text" in content
    ? { type: "MessageSent", messageId, from, text: content.text }
    : { type: "FileSent", messageId, from, file: content.file };
}
