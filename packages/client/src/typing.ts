import type { AgentRef, Sender } from "@causerie/domain";
import type { Environment } from "./environment.ts";

const REPEAT_MS = 3_000;
const STILL_MS = 5_000;
const EXPIRY_MS = 8_000;

/** Says that somebody types here: at most every 3 s, and no more 5 s after the last input or once it is sent. */
export class TypingOut {
  readonly #environment: Environment;
  readonly #send: (on: boolean) => void;
  #saidAt: number | null = null;
  #disarm = () => {};

  constructor(environment: Environment, send: (on: boolean) => void) {
    this.#environment = environment;
    this.#send = send;
  }

  input(): void {
    const now = this.#environment.now();
    if (this.#saidAt === null || now - this.#saidAt >= REPEAT_MS) {
      this.#saidAt = now;
      this.#send(true);
    }
    this.#disarm();
    this.#disarm = this.#environment.after(STILL_MS, () => this.end());
  }

  end(): void {
    this.#disarm();
    if (this.#saidAt !== null) this.#send(false);
    this.#saidAt = null;
  }
}

/** A message and a note by turns: to begin the one ends the other, since they are not told to the same people. */
export class AgentTypingOut {
  readonly #message: TypingOut;
  readonly #note: TypingOut;

  constructor(environment: Environment, send: (on: boolean, isNote: boolean) => void) {
    this.#message = new TypingOut(environment, (on) => send(on, false));
    this.#note = new TypingOut(environment, (on) => send(on, true));
  }

  input(isNote: boolean): void {
    const [begun, other] = isNote ? [this.#note, this.#message] : [this.#message, this.#note];
    other.end();
    begun.input();
  }

  end(): void {
    this.#message.end();
    this.#note.end();
  }
}

type OfAgent = { type: "NoteWritten" | "AgentLeft" | "AgentDisconnected"; agent: AgentRef };
type Entry = { type: string } | { from: Sender } | OfAgent;

/** Shows who types elsewhere until they stop, send their message, or are not heard of for 8 s. */
export class TypingIn {
  readonly #environment: Environment;
  readonly #show: (chatId: string, name: string | null, on: boolean) => void;
  readonly #expiries = new Map<string, () => void>();

  constructor(environment: Environment, show: (chatId: string, name: string | null, on: boolean) => void) {
    this.#environment = environment;
    this.#show = show;
  }

  heard(chatId: string, name: string | null, on: boolean): void {
    const key = JSON.stringify([chatId, name]);
    this.#expiries.get(key)?.();
    this.#expiries.delete(key);
    if (on)
      this.#expiries.set(
        key,
        this.#environment.after(EXPIRY_MS, () => this.heard(chatId, name, false)),
      );
    this.#show(chatId, name, on);
  }

  wrote(chatId: string, entries: readonly Entry[]): void {
    for (const entry of entries) {
      if ("from" in entry) this.heard(chatId, entry.from.kind === "visitor" ? null : entry.from.name, false);
      else if (isOfAgent(entry)) this.heard(chatId, entry.agent.name, false);
    }
  }
}

/** A note, or that they are gone, which nobody else can say for them. */
function isOfAgent(entry: { type: string }): entry is OfAgent {
  return ["NoteWritten", "AgentLeft", "AgentDisconnected"].includes(entry.type);
}
