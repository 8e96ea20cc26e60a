import { setTimeout as wait } from "node:timers/promises";
import { checkClients } from "./check-clients.ts";
import { checkService } from "./check-service.ts";
import { checkStore } from "./check-store.ts";
import type { Journal } from "./journal.ts";
import type { Everybody } from "./people.ts";
import { readStore, type Store } from "./store.ts";
import { type Violation, violation } from "./violations.ts";

/** A lease of a node that was killed, a visitor's absence and its time-out, one after the other, and room. */
const QUIET_WITHIN_MS = 75_000;
/** What a client shows follows the store at once: only a wait of the service's own may take longer. */
const REPLICA_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 500;

export type Verdict = { store: Store; violations: Violation[]; quietAfterMs: number };

/**
 * The network is whole and everything runs: waits until every client shows what the store has and nobody waits in
 * vain. What still differs after that is a violation.
 */
export async function judge(
  databaseUrl: string,
  { visitors, agents, colleagues }: Everybody,
  journal: Journal,
): Promise<Verdict> {
  const people = { visitors, agents, departments: colleagues.departments };
  const startedAt = performance.now();
  const lasting = new Lasting();
  for (;;) {
    takeUpWhatWasLeft({ visitors, agents });
    const store = await readStore(databaseUrl);
    const passing = [
      ...checkClients(store, visitors, agents),
      ...checkService(store, people),
      ...unanswered(journal, { visitors, agents }),
    ];
    const quietAfterMs = performance.now() - startedAt;
    const isStuck = lasting.look(passing) || quietAfterMs > QUIET_WITHIN_MS;
    if (passing.length === 0 || isStuck) {
      const forGood = checkStore(store, journal, keptBy({ visitors, agents }));
      return { store, violations: [...forGood, ...passing], quietAfterMs };
    }
    await wait(LOOK_EVERY_MS);
  }
}

/** Since when each difference between a client and the store is there. */
class Lasting {
  #since = new Map<string, number>();

  /** True: one of them stays. */
  look(violations: readonly Violation[]): boolean {
    const now = performance.now();
    const keys = violations
      .filter(({ rule }) => rule === "DL7")
      .map(({ what, chatId }) => `${chatId} ${what}`);
    this.#since = new Map(keys.map((key) => [key, this.#since.get(key) ?? now]));
    return [...this.#since.values()].some((since) => now - since > REPLICA_WITHIN_MS);
  }
}

/**
 * By the rules an invitation and a chat that everybody has left wait for somebody [IN3] [CH8]: those who are there
 * answer, and the visitor asks whether anybody is there.
 */
function takeUpWhatWasLeft({ visitors, agents }: Pick<Everybody, "visitors" | "agents">): void {
  for (const agent of agents) {
    const [tab] = agent.tabs;
    if (tab) agent.answerInvitation(tab);
  }
  for (const visitor of visitors) {
    const [tab] = visitor.tabs;
    const { chat, pending } = tab?.client.state ?? { chat: null, pending: [] };
    const isLeft = chat?.view.status === "unattended" && !chat.entries.some(isQuestion(visitor.name));
    if (tab && isLeft && pending.length === 0) visitor.askWhoIsThere(tab);
  }
}

function isQuestion(name: string): (entry: object) => boolean {
  return (entry) => "text" in entry && entry.text === `${name} asks: is anybody there?`;
}

/** [DL12] Every command of a tab that is open has its answer. That of a text may be the text itself (check-clients.ts). */
function unanswered(
  journal: Journal,
  { visitors, agents }: Pick<Everybody, "visitors" | "agents">,
): Violation[] {
  const open = new Set([...visitors, ...agents].flatMap(({ tabs }) => tabs.map(({ tab }) => tab.label)));
  return [...journal.commands.values()].flatMap(({ id, who, command, acks, refusals, isDone }) => {
    if (!open.has(who) || "text" in command || isDone || acks.length > 0 || refusals.length > 0) return [];
    const chatId = "chatId" in command ? command.chatId : null;
    return [violation("DL12", `${command.type} of ${who} (${id}) was never answered`, chatId)];
  });
}

/** What the browsers keep of what was not stored. */
function keptBy({ visitors, agents }: Pick<Everybody, "visitors" | "agents">): string {
  return [...visitors, ...agents].flatMap(({ kept }) => [...kept.values()]).join("\n");
}
