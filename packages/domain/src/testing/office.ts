import type { ChatCommand } from "../chat/commands.ts";
import { decide } from "../chat/decide.ts";
import type { AgentRef, ChatEvent } from "../chat/events.ts";
import { fold } from "../chat/evolve.ts";
import { plainFacts } from "../chat/facts.ts";
import { isOfferedTo, type ServingDepartments } from "../chat/offer.ts";
import { needsQueueNumber } from "../chat/queue-number.ts";
import { type ChatState, initialState } from "../chat/state.ts";
import type { AgentId, DepartmentId } from "../ids.ts";
import { noon, requestChat } from "./builders.ts";
import { record } from "./given.ts";

type Waiting = Extract<ChatState, { status: "waiting" }>;

/** Several chats and one queue: what the server does, without a server. A chat is named by its place. */
export class Office {
  readonly chats: ChatState[] = [];
  readonly departments: ServingDepartments;
  readonly online: Set<AgentId>;
  #drawn = 0;
  #now = noon;

  constructor(departments: ServingDepartments, online: Iterable<AgentId>) {
    this.departments = departments;
    this.online = new Set(online);
  }

  request(departmentId: DepartmentId | null): ChatEvent[] {
    this.chats.push(initialState);
    // Built by a function that names every field of the command.
    const command = { ...requestChat(), departmentId } as ChatCommand;
    return this.do(this.chats.length - 1, command);
  }

  /** What happened; nothing when it was refused. */
  do(chat: number, command: ChatCommand): ChatEvent[] {
    const state = this.chats[chat] ?? initialState;
    if (needsQueueNumber(state, command)) this.#drawn += 1;
    const facts = {
      ...plainFacts,
      now: this.#now,
      queueNumber: needsQueueNumber(state, command) ? this.#drawn : null,
      department:
        command.type === "TransferToDepartment" ? this.#factsOf(command.department.departmentId) : null,
      isInviteeConnected: true,
    };
    const decision = decide(state, command, facts);
    if (!decision.ok) return [];
    this.chats[chat] = fold(
      record(decision.events).map((event) => ({ ...event, at: this.#now })),
      state,
    );
    return decision.events;
  }

  pass(ms: number): void {
    this.#now += ms;
  }

  /** The waiting chats in the order in which they are served [QU1]. */
  waiting(): number[] {
    const waiting = [...this.chats.entries()].filter((entry): entry is [number, Waiting] =>
      isWaiting(entry[1]),
    );
    return waiting.sort(([, one], [, other]) => one.queueNumber - other.queueNumber).map(([chat]) => chat);
  }

  /** [QU4] The chat that Serve opened; null when none is left. */
  serveNext(agent: AgentRef): number | null {
    const chat = this.waiting().find((one) => this.#isOffered(one, agent.agentId)) ?? null;
    if (chat !== null) this.do(chat, { type: "ServeChat", agent });
    return chat;
  }

  #isOffered(chat: number, agentId: AgentId): boolean {
    const state = this.chats[chat];
    return state !== undefined && isWaiting(state) && isOfferedTo(agentId, state, this.departments);
  }

  #factsOf(departmentId: DepartmentId) {
    const members = [...(this.departments.get(departmentId) ?? [])];
    const online = members.filter((id) => this.online.has(id));
    return { isEnabled: true, members, online, mayBeOffline: true };
  }
}

function isWaiting(state: ChatState): state is Waiting {
  return state.status === "waiting";
}
