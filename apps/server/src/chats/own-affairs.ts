import type { AccountId, AgentId } from "@causerie/domain";
import type { AgentStatus, IdleTimeout, Me } from "@causerie/protocol";
import type { Pool } from "pg";
import type { AgentHub } from "./agent-hub.ts";
import type { AgentHubSession } from "./agent-hub-session.ts";
import type { AgentLookup } from "./lookups.ts";
import { loadReadsOf } from "./store.ts";

/** What the tabs of one agent are told, whatever node they are on. */
export type OwnFrame =
  | { t: "status"; status: AgentStatus; becauseIdle: boolean }
  | { t: "read"; chatId: string; seq: number }
  | { t: "idle-timeout"; idleTimeout: IdleTimeout | null };

type Mark = { agentId: AgentId; chatId: string; seq: number };

type Options = { pool: Pool; hub: AgentHub; agents: AgentLookup };

/** An agent's status, idle time-out and read marks, as each of their tabs here was told them last. */
export class OwnAffairs {
  readonly #options: Options;
  readonly #told = new WeakMap<AgentHubSession, Map<string, string>>();
  /** While the store is read: what it says of these is old. Kept no longer: each chat that is read would stay in it. */
  #toldMeanwhile: Set<string> | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** What the welcome said of them. */
  welcomed(
    tab: AgentHubSession,
    { status, idleTimeout }: Me,
    reads: readonly { chatId: string; seq: number }[],
  ): void {
    this.#isNew(tab, { t: "status", status, becauseIdle: false });
    this.#isNew(tab, { t: "idle-timeout", idleTimeout });
    for (const read of reads) this.#isNew(tab, { t: "read", ...read });
  }

  /** To every tab of one agent. */
  tell(accountId: AccountId, agentId: AgentId, frame: OwnFrame): void {
    this.#toldMeanwhile?.add(`${agentId} ${subjectOf(frame)}`);
    for (const tab of this.#options.hub.tabsOf(accountId, agentId)) {
      this.#isNew(tab, frame);
      tab.send(frame);
    }
  }

  /** [ND8] News may have been missed: tells each tab what the store says and it does not know. */
  async reread(): Promise<void> {
    const { pool, hub, agents } = this.#options;
    const { accountIds, agentIds } = hub.here();
    if (agentIds.length === 0) return;
    const toldMeanwhile = new Set<string>();
    this.#toldMeanwhile = toldMeanwhile;
    const tabs = accountIds.flatMap((accountId) => hub.readyTabs(accountId));
    const chatIds = [...new Set(tabs.flatMap((tab) => tab.heldIds()))];
    const [marks, lists] = await Promise.all([
      loadReadsOf(pool, agentIds, chatIds),
      Promise.all(accountIds.map((accountId) => agents.list(accountId))),
    ]);
    const known = new Map(lists.flat().map((agent) => [agent.agentId, agent]));
    const marksOf = Map.groupBy(marks, ({ agentId }) => agentId);
    for (const tab of tabs) {
      const agent = known.get(tab.agentId);
      if (agent)
        this.#bringUp(tab, [...framesOf(agent), ...readsOf(tab, marksOf.get(tab.agentId))], toldMeanwhile);
    }
    this.#toldMeanwhile = null;
  }

  #bringUp(tab: AgentHubSession, frames: readonly OwnFrame[], toldMeanwhile: ReadonlySet<string>): void {
    for (const frame of frames) {
      if (toldMeanwhile.has(`${tab.agentId} ${subjectOf(frame)}`)) continue;
      if (this.#isNew(tab, frame)) tab.send(frame);
    }
  }

  #isNew(tab: AgentHubSession, frame: OwnFrame): boolean {
    const told = this.#told.get(tab) ?? new Map<string, string>();
    this.#told.set(tab, told);
    const [subject, value] = [subjectOf(frame), whatIsSaidIn(frame)];
    const isNew = told.get(subject) !== value;
    told.set(subject, value);
    return isNew;
  }
}

function framesOf({ status, idleTimeout }: Pick<Me, "status" | "idleTimeout">): OwnFrame[] {
  return [
    { t: "status", status, becauseIdle: false },
    { t: "idle-timeout", idleTimeout },
  ];
}

function readsOf(tab: AgentHubSession, marks: readonly Mark[] = []): OwnFrame[] {
  const held = new Set(tab.heldIds());
  return marks
    .filter(({ chatId }) => held.has(chatId))
    .map(({ chatId, seq }) => ({ t: "read", chatId, seq }));
}

function subjectOf(frame: OwnFrame): string {
  return frame.t === "read" ? `read ${frame.chatId}` : frame.t;
}

/** Written alike whatever the order of an object's fields: the store has its own. */
function whatIsSaidIn(frame: OwnFrame): string {
  switch (frame.t) {
    case "status":
      return frame.status;
    case "read":
      return String(frame.seq);
    case "idle-timeout": {
      const { afterMinutes, status, ignoreWhileChatting } = frame.idleTimeout ?? {};
      return JSON.stringify([afterMinutes, status, ignoreWhileChatting]);
    }
  }
}
