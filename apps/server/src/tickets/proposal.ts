import type { ChatId, RecordedEvent } from "@causerie/domain";
import type { Pool } from "pg";
import { pagesAfter } from "../chats/index.ts";

/** As long as a subject is read in a list. */
const LONGEST_SUBJECT = 80;
const LONGEST_DESCRIPTION = 2_000;
/** What somebody wants is said at the beginning. */
const MESSAGES = 5;

/** [TI2] What the visitor wrote first: its first line is the subject, the first messages are the description. */
export async function proposalOf(
  pool: Pool,
  chatId: ChatId,
): Promise<{ subject: string; description: string }> {
  const texts = await firstTexts(pool, chatId);
  return {
    subject: cutAtWord(firstLineOf(texts[0] ?? ""), LONGEST_SUBJECT),
    description: cutAtWord(texts.join("\n").trim(), LONGEST_DESCRIPTION),
  };
}

/** Of a long log no more is read than holds them. */
async function firstTexts(pool: Pool, chatId: ChatId): Promise<string[]> {
  const texts: string[] = [];
  for await (const page of pagesAfter(pool, chatId, 0)) {
    texts.push(...page.flatMap(textOfVisitor));
    if (texts.length >= MESSAGES) break;
  }
  return texts.slice(0, MESSAGES);
}

function textOfVisitor(event: RecordedEvent): string[] {
  if (event.type === "OfflineMessageLeft") return [event.text];
  return event.type === "MessageSent" && event.from.kind === "visitor" ? [event.text] : [];
}

function firstLineOf(text: string): string {
  return (
    text
      .trim()
      .split(/[\r\n]/, 1)[0]
      ?.trim() ?? ""
  );
}

function cutAtWord(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  const lastSpace = cut.lastIndexOf(" ");
  const whole = lastSpace > length / 2 ? cut.slice(0, lastSpace) : cut;
  // Half of a surrogate pair is no character.
  return `${whole.replace(/[\ud800-\udbff]$/, "").trimEnd()}…`;
}
