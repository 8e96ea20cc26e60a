import type { Journal } from "./journal.ts";
import type { Options } from "./options.ts";
import type { Store } from "./store.ts";
import type { Violation } from "./violations.ts";

const MOST_VIOLATIONS = 40;
const MOST_CHATS = 3;

export function progress(journal: Journal, online: string): string {
  const seconds = String(Math.round(journal.elapsedMs / 1000)).padStart(4);
  return `${seconds} s  ${total(journal.operations)} operations, ${journal.acknowledged} acknowledged, ${total(journal.faults)} faults, ${total(journal.kills)} kills, ${online} online`;
}

export function summary(journal: Journal, store: Store): string {
  const events = [...store.chats.values()].reduce((sum, { head }) => sum + head, 0);
  const commands = journal.commands.size;
  const again = [...journal.commands.values()].filter(({ sentAtMs }) => sentAtMs.length > 1).length;
  return [
    `Operations   ${total(journal.operations)}: ${list(journal.operations)}`,
    `Network      ${total(journal.faults)} faults: ${list(journal.faults)}`,
    `Kills        ${total(journal.kills)}: ${list(journal.kills)}`,
    ...journal.lines
      .filter(isOfCluster)
      .map(({ atMs, who, what }) => `  ${(atMs / 1000).toFixed(1)} s ${who} ${what}`),
    `Commands     ${commands} sent, ${again} of them more than once, ${journal.acknowledged} acknowledged`,
    `Texts        ${journal.said.length} written`,
    `Connections  ${journal.reconnects.length} reconnects; chats resumed ${journal.resumes}, taken anew ${journal.snapshots}`,
    `Store        ${store.chats.size} chats, ${events} events`,
    "Not checked  limits of chats an agent: there are none yet",
  ].join("\n");
}

function isOfCluster({ what }: Journal["lines"][number]): boolean {
  return /: ended$|^started again$/.test(what);
}

/** What is too little for the run to say anything. */
export function tooIdle(journal: Journal, { seconds }: Options, killsLeft: number): string[] {
  const least = [
    ["operations", total(journal.operations), seconds * 8],
    ["acknowledged commands", journal.acknowledged, seconds * 4],
    ["faults of the network", total(journal.faults), seconds],
    ["reconnects", journal.reconnects.length, seconds],
    ["resumed chats", journal.resumes, Math.floor(seconds / 2)],
  ] as const;
  const rarer = ["transfer to a department", "invite", "hand over", "leave the chat", "end the chat"];
  const kinds = ["serve the next", ...(seconds < 30 ? [] : rarer)];
  return [
    ...(killsLeft > 0 ? [`kills: ${killsLeft} of those that were planned are left`] : []),
    ...least.flatMap(([what, got, wanted]) =>
      got < wanted ? [`${what}: ${got}, of at least ${wanted}`] : [],
    ),
    ...kinds.flatMap((kind) => (journal.operations.has(kind) ? [] : [`nobody did: ${kind}`])),
  ];
}

/** The violations, and for the first chats among them all that led there. */
export function failure(violations: readonly Violation[], journal: Journal, store: Store): string {
  const chats = [...new Set(violations.flatMap(({ chatId }) => chatId ?? []))];
  const shown = violations.slice(0, MOST_VIOLATIONS).map(describe);
  const left = violations.length - shown.length;
  return [
    ...chats.slice(0, MOST_CHATS).flatMap((chatId) => historyOf(chatId, journal, store)),
    `\n${violations.length} violations:`,
    ...shown,
    ...(left > 0 ? [`  … and ${left} more`] : []),
  ].join("\n");
}

function historyOf(chatId: string, journal: Journal, store: Store): string[] {
  const chat = store.chats.get(chatId);
  return [
    `\nChat ${chatId}: what was done`,
    ...journal.concerning(chatId).map((line) => `  ${line}`),
    `Chat ${chatId}: its log`,
    ...(chat?.events ?? []).map(
      ({ seq, at, type, ...rest }) =>
        `  ${String(seq).padStart(4)} ${new Date(at).toISOString().slice(11, 23)} ${type} ${JSON.stringify(rest)}`,
    ),
  ];
}

function describe({ rule, what, chatId }: Violation): string {
  return `  [${rule}] ${chatId ? `chat ${chatId}: ` : ""}${what}`;
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, number) => sum + number, 0);
}

function list(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  return sorted.map(([kind, number]) => `${number} ${kind}`).join(", ");
}
