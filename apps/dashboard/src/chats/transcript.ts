import type { RecordedEvent } from "@causerie/domain";
import { exact } from "../ui/time.ts";
import type { Words } from "../words/en.ts";
import { isSaid, senderOf } from "./lines.ts";
import { systemText } from "./system-text.ts";

/** A chat as a text to keep: a line for each entry, notes and remarks marked as such. */
export function transcriptOf(words: Words, visitor: string, entries: readonly RecordedEvent[]): string {
  const lines = entries.flatMap((event) => {
    const text = entryText(words, visitor, event);
    return text === null ? [] : [`[${exact(event.at, words.locale)}] ${text}`];
  });
  return [visitor, "", ...lines, ""].join("\n");
}

function entryText(words: Words, visitor: string, event: RecordedEvent): string | null {
  if (event.type === "ChatQueued") return null;
  if (!isSaid(event)) return `${systemText(words, event, visitor)}${remarkText(words, event)}`;
  const from = senderOf(event);
  const name = from.kind === "visitor" ? visitor : from.name;
  const text = event.type === "FileSent" ? event.file.name : event.text;
  return words.saidBy(event.type === "NoteWritten" ? `${name} (${words.privateNote})` : name, text);
}

function remarkText(words: Words, event: RecordedEvent): string {
  if (event.type !== "ChatTransferred" || event.remark === "") return "";
  return `\n    ${words.saidBy(words.remarkOf(event.agent.name), event.remark)}`;
}
