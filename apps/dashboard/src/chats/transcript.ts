import { type RecordedEvent, withLastRequestAlone } from "@causerie/domain";
import { exact } from "../ui/time.ts";
import type { Words } from "../words/en.ts";
import { isSaid, senderOf } from "./lines.ts";
import { systemText } from "./system-text.ts";

/** A chat as a text to keep: a line for each entry, notes and remarks marked as such. */
export function transcriptOf(words: Words, visitor: string, entries: readonly RecordedEvent[]): string {
  const lines = withLastRequestAlone(entries).flatMap((event) => {
    const text = entryText(words, visitor, event);
    return text === null ? [] : [`[${exact(event.at, words.locale)}] ${text}`];
  });
  return [visitor, "", ...lines, ""].join("\n");
}

function entryText(words: Words, visitor: string, event: RecordedEvent): string | null {
  if (event.type === "ChatQueued") return null;
  if (!isSaid(event)) return [systemText(words, event, visitor), ...below(words, event)].join("\n    ");
  const from = senderOf(event);
  const name = from.kind === "visitor" ? visitor : from.name;
  const text = event.type === "FileSent" ? event.file.name : event.text;
  return words.saidBy(event.type === "NoteWritten" ? `${name} (${words.privateNote})` : name, text);
}

/** What stands below its line. */
function below(words: Words, event: RecordedEvent): string[] {
  if (event.type === "CommentSubmitted") return [event.text];
  if (event.type !== "ChatTransferred" || event.remark === "") return [];
  return [words.saidBy(words.remarkOf(event.agent.name), event.remark)];
}
