import type { AckFrame, AgentCommand, RefusedFrame, VisitorCommand } from "@causerie/protocol";

export type Command = VisitorCommand | AgentCommand;
export type Ack = Pick<AckFrame, "chatId" | "firstSeq" | "lastSeq">;
export type Refusal = RefusedFrame["refusal"];

/** What became of one command, over all the connections that carried it. */
export type CommandRecord = {
  id: string;
  who: string;
  command: Command;
  /** One for each connection that it was sent on. */
  sentAtMs: number[];
  acks: Ack[];
  refusals: Refusal[];
  /** Answered with `done`: it concerns no chat. */
  isDone: boolean;
};

/** A text that somebody wrote: no other text is the same. `n`: its place among all that `author` wrote. */
export type Said = { text: string; author: string; person: string; n: number };

type Line = { atMs: number; who: string; what: string; chatId: string | null };

/** All that was done, in the order in which it was done. */
export class Journal {
  readonly commands = new Map<string, CommandRecord>();
  readonly said: Said[] = [];
  readonly lines: Line[] = [];
  readonly operations = new Map<string, number>();
  readonly faults = new Map<string, number>();
  readonly kills = new Map<string, number>();
  /** Tabs that were welcomed again, at each time, and chats that they resumed from events or took anew. */
  readonly reconnects: string[] = [];
  resumes = 0;
  snapshots = 0;
  readonly #startedAt = performance.now();

  get elapsedMs(): number {
    return performance.now() - this.#startedAt;
  }

  get acknowledged(): number {
    return [...this.commands.values()].filter(({ acks, isDone }) => acks.length > 0 || isDone).length;
  }

  operated(who: string, kind: string, chatId: string | null = null): void {
    count(this.operations, kind);
    this.#note(who, kind, chatId);
  }

  faulted(who: string, kind: string): void {
    count(this.faults, kind);
    this.#note(who, `network: ${kind}`);
  }

  killed(what: string, kind: string): void {
    count(this.kills, kind);
    this.#note(what, `${kind}: ended`);
  }

  started(what: string): void {
    this.#note(what, "started again");
  }

  healed(who: string): void {
    this.#note(who, "network: healed");
  }

  sent(who: string, id: string, command: Command): void {
    const record = this.commands.get(id) ?? fresh(id, who, command);
    this.commands.set(id, record);
    record.sentAtMs.push(this.elapsedMs);
    this.#note(who, `sends ${describe(command)} (${id})`, "chatId" in command ? command.chatId : null);
  }

  acknowledgedBy(who: string, { id, chatId, firstSeq, lastSeq }: AckFrame): void {
    this.commands.get(id)?.acks.push({ chatId, firstSeq, lastSeq });
    this.#note(who, `hears: stored as ${firstSeq}–${lastSeq} (${id})`, chatId);
  }

  done(id: string): void {
    const record = this.commands.get(id);
    if (record) record.isDone = true;
  }

  refused(who: string, { id, refusal }: RefusedFrame): void {
    const record = this.commands.get(id);
    record?.refusals.push(refusal);
    const chatId = record && "chatId" in record.command ? record.command.chatId : null;
    this.#note(who, `hears: refused, ${JSON.stringify(refusal)} (${id})`, chatId);
  }

  /** What led to where this chat is, with the kills, and the faults of those who took part. */
  concerning(chatId: string): string[] {
    const own = this.lines.filter((line) => line.chatId === chatId);
    const ids = new Set(
      [...this.commands.values()].filter((record) => isOf(record, chatId)).map(({ id }) => id),
    );
    const people = new Set(own.map(({ who }) => who));
    const [first, last] = [own[0]?.atMs ?? 0, own.at(-1)?.atMs ?? 0];
    return this.lines
      .filter((line) => {
        if (line.chatId !== null) return line.chatId === chatId;
        const isNear = line.atMs >= first - 3_000 && line.atMs <= last + 3_000;
        const isOfAll = / (ended|again)$/.test(line.what);
        const isOwn = people.has(line.who) && /^(network|connection|.*tab)/.test(line.what);
        return [...ids].some((id) => line.what.includes(id)) || (isNear && (isOfAll || isOwn));
      })
      .map(({ atMs, who, what }) => `${(atMs / 1000).toFixed(2).padStart(8)} s  ${who.padEnd(10)} ${what}`);
  }

  /** What became of a tab's connection since then. */
  connectionOf(label: string, sinceMs: number): string[] {
    return this.lines
      .filter(({ atMs, who, what }) => atMs >= sinceMs && who === label && what.startsWith("connection"))
      .map(({ atMs, what }) => `${(atMs / 1000).toFixed(2)} s ${what}`);
  }

  note(who: string, what: string): void {
    this.#note(who, what);
  }

  #note(who: string, what: string, chatId: string | null = null): void {
    this.lines.push({ atMs: this.elapsedMs, who, what, chatId });
  }
}

function isOf({ command, acks }: CommandRecord, chatId: string): boolean {
  return ("chatId" in command && command.chatId === chatId) || acks.some((ack) => ack.chatId === chatId);
}

function fresh(id: string, who: string, command: Command): CommandRecord {
  return { id, who, command, sentAtMs: [], acks: [], refusals: [], isDone: false };
}

function describe(command: Command): string {
  const { type } = command;
  return "text" in command ? `${type} “${command.text}”` : type;
}

export function count(counts: Map<string, number>, kind: string): void {
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
}
