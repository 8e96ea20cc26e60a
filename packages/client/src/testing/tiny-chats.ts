import {
  type ChatCommand,
  type ChatState,
  decide,
  evolve,
  initialState,
  isOpen,
  needsQueueNumber,
  plainFacts,
  type RecordedEvent,
  type VisitorId,
  type VisitorRef,
} from "@causerie/domain";
import type { AckFrame, RefusedFrame } from "@causerie/protocol";

export type TinyChat = { chatId: string; visitor: VisitorRef; log: RecordedEvent[]; state: ChatState };
export type Answer = Omit<AckFrame, "t" | "id"> | { refusal: RefusedFrame["refusal"] };

/** Who is told of what happens. */
export type TinyReader = {
  announce(chat: TinyChat, from: number): void;
  announceRead(agentId: number, chatId: string, seq: number): void;
};

/** Chats in memory, by the domain's own rules. */
export class TinyChats {
  readonly chats = new Map<string, TinyChat>();
  readonly readers = new Set<TinyReader>();
  /** Commands that came again and were answered as before. */
  repeats = 0;
  readonly #visitors = new Map<string, VisitorRef>();
  readonly #answers = new Map<string, Answer>();
  readonly #reads = new Map<string, number>();
  readonly #now: () => number;
  #queueNumber = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  get visitorCount(): number {
    return this.#visitors.size;
  }

  visitorOf(token: string): VisitorRef {
    const known = this.#visitors.get(token);
    // The brand is given where the id is made.
    const number = this.#visitors.size + 1;
    const visitor = known ?? { visitorId: `visitor-${number}` as VisitorId, number, name: null };
    this.#visitors.set(token, visitor);
    return visitor;
  }

  /** [DL3] `run`: decides; its answer is remembered unless it refuses. */
  once(actor: string, id: string, run: () => Answer): Answer {
    const key = `${actor} ${id}`;
    const known = this.#answers.get(key);
    if (known) this.repeats += 1;
    const answer = known ?? run();
    if (!("refusal" in answer)) this.#answers.set(key, answer);
    return answer;
  }

  openChatOf(visitorId: string): TinyChat | undefined {
    return [...this.chats.values()].find(
      (chat) => chat.visitor.visitorId === visitorId && isOpen(chat.state),
    );
  }

  nextInQueue(): TinyChat | undefined {
    const waiting = [...this.chats.values()].filter(({ state }) => state.status === "waiting");
    return waiting.sort((one, other) => queueNumber(one) - queueNumber(other))[0];
  }

  newChat(visitor: VisitorRef): TinyChat {
    return { chatId: `chat-${this.chats.size + 1}`, visitor, log: [], state: initialState };
  }

  execute(chat: TinyChat | undefined, command: ChatCommand): Answer {
    if (!chat) return { refusal: { reason: "not-found" } };
    const queueNumber = needsQueueNumber(chat.state, command) ? ++this.#queueNumber : null;
    const decision = decide(chat.state, command, {
      ...plainFacts,
      isInviteeConnected: true,
      isRatingEnabled: true,
      now: this.#now(),
      queueNumber,
    });
    if (!decision.ok) return { refusal: decision.refusal };
    const from = chat.log.length;
    for (const event of decision.events) {
      const recorded = { ...event, seq: chat.log.length + 1, at: this.#now() };
      chat.log.push(recorded);
      chat.state = evolve(chat.state, recorded);
    }
    this.chats.set(chat.chatId, chat);
    for (const reader of this.readers) reader.announce(chat, from);
    return { chatId: chat.chatId, firstSeq: from + 1, lastSeq: chat.log.length };
  }

  readOf(agentId: number, chatId: string): number {
    return this.#reads.get(`${agentId} ${chatId}`) ?? 0;
  }

  read(agentId: number, chatId: string, seq: number): void {
    this.#reads.set(`${agentId} ${chatId}`, seq);
    for (const reader of this.readers) reader.announceRead(agentId, chatId, seq);
  }
}

function queueNumber({ state }: TinyChat): number {
  return state.status === "waiting" ? state.queueNumber : 0;
}
