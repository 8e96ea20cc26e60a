import type { KeptCommand } from "./outbox-storage.ts";
import type { AnyCommand, PendingMessage, RefusalOfCommand } from "./types.ts";

/** The longest texts that fit a frame, in whatever writing [LI7]; what is shorter, the server judges [CH15] [DE6]. */
const LONGEST_IN_A_FRAME = 40_000;
const LONGEST_DETAIL_IN_A_FRAME = 10_000;
const MAX_MESSAGE_LENGTH = 10_000;
const MAX_TAG_LENGTH = 140;
const MOST_TAGS_IN_A_FRAME = 100;
const MAX_DETAIL_LENGTH = { name: 200, email: 254, phone: 50, notes: 10_000 } as const;
/** Of a command whose file is not on the server yet. */
export const NOT_UPLOADED = "";

export type State =
  | { kind: "uploading"; share: number }
  | { kind: "queued" }
  | { kind: "failed"; refusal: RefusalOfCommand }
  /** Acknowledged, but its event is not in the replica yet. */
  | { kind: "stored"; chatId: string; lastSeq: number };

/** `lane`: commands of one lane go one after the other [DL13]. `line`: what the person sees of it, if anything. */
export type Entry<Command> = {
  id: string;
  lane: string;
  command: Command;
  at: number;
  state: State;
  line: PendingMessage | null;
};

/** Messages, and the visitor's judgement: pressed as the page changes, it still counts [RA6]. */
export function outlivesPage({ line, command }: Entry<AnyCommand>): boolean {
  return line !== null || command.type === "RateChat" || command.type === "SubmitComment";
}

/** [LI7] What the server would take for no frame of ours, and not answer: all that is said after it would wait for ever. */
export function refusedHere(command: AnyCommand): RefusalOfCommand | null {
  if ("changes" in command) return refusedDetail(command.changes);
  if (command.type === "ChangeTags" && !fitsFrame(command.add))
    return { reason: "bad-tag", maxLength: MAX_TAG_LENGTH };
  const isTooLong = Object.values(command).some(
    (value) => typeof value === "string" && value.length > LONGEST_IN_A_FRAME,
  );
  return isTooLong ? { reason: "message-too-long", maxLength: MAX_MESSAGE_LENGTH } : null;
}

function fitsFrame(tags: readonly string[]): boolean {
  return tags.length <= MOST_TAGS_IN_A_FRAME && tags.every((tag) => tag.length <= MAX_TAG_LENGTH);
}

type Changes = Extract<AnyCommand, { type: "EditVisitor" }>["changes"];

function refusedDetail(changes: Changes): RefusalOfCommand | null {
  // Keys of the protocol's own object.
  const fields = Object.keys(MAX_DETAIL_LENGTH) as (keyof typeof MAX_DETAIL_LENGTH)[];
  const field = fields.find((one) => (changes[one]?.to.length ?? 0) > LONGEST_DETAIL_IN_A_FRAME);
  return field ? { reason: "detail-too-long", field, maxLength: MAX_DETAIL_LENGTH[field] } : null;
}

export function entryOf<Command extends AnyCommand>(kept: KeptCommand<Command>): Entry<Command> {
  const { id, lane, command, at, file = null } = kept;
  // The page that was uploading it is gone, and the file with it.
  const refusal = kept.refusal ?? (lacksFile(command) ? ({ reason: "upload-lost" } as const) : null);
  const state: State = refusal ? { kind: "failed", refusal } : { kind: "queued" };
  const text = "text" in command ? command.text : "";
  const isNote = command.type === "WriteNote";
  const line = "text" in command || file ? { id, text, at, isNote, file, state: shown(state) } : null;
  return { id, lane, command, at, state, line };
}

export function keptOf<Command>({
  id,
  lane,
  command,
  at,
  state,
  line,
}: Entry<Command>): KeptCommand<Command> {
  const refusal = state.kind === "failed" ? state.refusal : null;
  return { id, lane, command, at, refusal, ...(line?.file && { file: line.file }) };
}

export function withState<Command>(entry: Entry<Command>, state: State): Entry<Command> {
  return { ...entry, state, line: entry.line && { ...entry.line, state: shown(state) } };
}

function shown(state: State): PendingMessage["state"] {
  return state.kind === "failed" || state.kind === "uploading" ? state : { kind: "sending" };
}

export function lacksFile(command: AnyCommand): boolean {
  return "fileId" in command && command.fileId === NOT_UPLOADED;
}

export function isReached(state: State, chatId: string, upTo: number): boolean {
  return state.kind === "stored" && state.chatId === chatId && state.lastSeq <= upTo;
}

export function linesOf(entries: readonly Entry<unknown>[]): PendingMessage[] {
  return entries.flatMap(({ line }) => line ?? []);
}
