import type { RecordedEvent } from "@causerie/domain";

/** As long as a subject is read in a list. */
const LONGEST_SUBJECT = 80;
const LONGEST_DESCRIPTION = 2_000;
/** What somebody wants is said at the beginning. */
const MESSAGES = 5;

/** [TI2] What the visitor wrote first: its first line is the subject, the first messages are the description. */
export function proposalOf(events: readonly RecordedEvent[]): { subject: string; description: string } {
  const texts = events.flatMap(textOfVisitor).slice(0, MESSAGES);
  return {
    subject: cutAtWord(firstLineOf(texts[0] ?? ""), LONGEST_SUBJECT),
    description: cutAtWord(texts.join("\n").trim(), LONGEST_DESCRIPTION),
  };
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
