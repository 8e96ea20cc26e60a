import {
  type AgentId,
  agentsIn,
  type ChatState,
  evolve,
  type Invitation,
  invitationOf,
  type RecordedEvent,
} from "@causerie/domain";
import type { AgentServerFrame, AgentSnapshot, EventsFrame, OlderFrame, Resumed } from "@causerie/protocol";
import { advance, fromSnapshot, prepend, withTyping } from "./replica.ts";
import type { AgentChat, ChatReplica, PendingMessage } from "./types.ts";

type Replica = ChatReplica<ChatState, RecordedEvent>;
type Delivery = Pick<EventsFrame<RecordedEvent>, "chatId" | "from" | "upTo" | "entries">;
type Welcome = Extract<AgentServerFrame, { t: "welcome" }>;

type Options = {
  pending(chatId: string): PendingMessage[];
  onChange(chats: ReadonlyMap<string, AgentChat>): void;
  onArrival(chatId: string, upTo: number, entries: readonly RecordedEvent[]): void;
  /** I am not in it any more, and do not look at it. */
  onLeft(chatId: string): void;
  /** What came does not fit what is held. */
  onGap(): void;
};

/** The chats that an agent holds: those served, those they are invited to, and those looked at. */
export class AgentChats {
  readonly #options: Options;
  #chats: ReadonlyMap<string, AgentChat> = new Map();
  #agentId = 0;
  /** Chats to look at without being in them. */
  readonly #opened = new Set<string>();
  /** Ended chats that were put away: they do not come back by themselves. */
  readonly #putAway = new Set<string>();
  readonly #reads = new Map<string, number>();

  constructor(options: Options) {
    this.#options = options;
  }

  get all(): ReadonlyMap<string, AgentChat> {
    return this.#chats;
  }

  get(chatId: string): AgentChat | undefined {
    return this.#chats.get(chatId);
  }

  /** [DL18] Those that go on or are looked at come first, then the ones that ended last. */
  foremost(most: number): AgentChat[] {
    const chats = [...this.#chats.values()];
    if (chats.length <= most) return chats;
    const endOf = ({ chatId, view }: AgentChat) =>
      view.status === "ended" && !this.#opened.has(chatId) ? view.endedAt : Number.MAX_SAFE_INTEGER;
    return chats.sort((one, other) => endOf(other) - endOf(one)).slice(0, most);
  }

  get opened(): ReadonlySet<string> {
    return this.#opened;
  }

  welcome({ me, chats, reads }: Welcome): void {
    this.#agentId = me.agentId;
    for (const { chatId, seq } of reads) this.#read(chatId, seq);
    const named = new Set(chats.map(({ chatId }) => chatId));
    for (const chatId of this.#chats.keys()) if (!named.has(chatId)) this.#remove(chatId);
    for (const chat of chats) {
      if (chat.kind === "resumed") this.#resume(chat);
      else this.#take(chat);
    }
  }

  snapshot(snapshot: AgentSnapshot): void {
    const held = this.#chats.get(snapshot.chatId);
    if (!held || held.upTo < snapshot.upTo) this.#take(snapshot);
  }

  deliver(delivery: Delivery): void {
    const held = this.#chats.get(delivery.chatId);
    if (held) this.#fold(held, delivery);
    else this.#deliverUnheld(delivery);
  }

  #fold(held: AgentChat, delivery: Delivery): void {
    const chat = advance(held, delivery, evolve);
    if (chat) {
      this.#put(chat);
      this.#options.onArrival(delivery.chatId, delivery.upTo, delivery.entries);
    } else this.#options.onGap();
  }

  prepend(page: OlderFrame<RecordedEvent>): void {
    this.change(page.chatId, (chat) => prepend(chat, page));
  }

  /** False when it was asked for already, or there is none. */
  startLoadingOlder(chatId: string): boolean {
    const chat = this.#chats.get(chatId);
    if (!chat?.hasOlder || chat.loadingOlder) return false;
    this.#put({ ...chat, loadingOlder: true });
    return true;
  }

  showTyping(chatId: string, name: string | null, on: boolean): void {
    this.change(chatId, (chat) => withTyping(chat, name, on));
  }

  read(chatId: string, seq: number): void {
    this.#read(chatId, seq);
    this.change(chatId, (chat) => ({ ...chat }));
  }

  /** Read marks that the server does not know yet. */
  readsAhead(reads: Welcome["reads"]): Welcome["reads"] {
    const known = new Map(reads.map(({ chatId, seq }) => [chatId, seq]));
    const held = [...this.#chats.values()].map(({ chatId, readUpTo }) => ({ chatId, seq: readUpTo }));
    return held.filter(({ chatId, seq }) => seq > (known.get(chatId) ?? 0));
  }

  open(chatId: string): void {
    this.#opened.add(chatId);
    this.#putAway.delete(chatId);
  }

  close(chatId: string): void {
    this.#opened.delete(chatId);
    const chat = this.#chats.get(chatId);
    if (!chat || chat.invitation || (chat.mine && chat.view.status !== "ended")) return;
    this.#putAway.add(chatId);
    this.#remove(chatId);
  }

  drop(chatId: string): void {
    this.#opened.delete(chatId);
    this.#remove(chatId);
  }

  /** The outbox changed. */
  refreshPending(): void {
    for (const [chatId, { pending }] of this.#chats) {
      if (!isSameList(pending, this.#options.pending(chatId))) this.change(chatId, (chat) => ({ ...chat }));
    }
  }

  change(chatId: string, change: (chat: AgentChat) => AgentChat): void {
    const held = this.#chats.get(chatId);
    const chat = held && change(held);
    if (chat && chat !== held) this.#put(chat);
  }

  #resume(resumed: Resumed<RecordedEvent>): void {
    const held = this.#chats.get(resumed.chatId);
    if (held && resumed.from <= held.upTo) this.#fold(held, resumed);
    else this.#forget(resumed.chatId);
  }

  /** To name again what does not fit would bring the same answer: the next hello asks for a snapshot. */
  #forget(chatId: string): void {
    this.#remove(chatId);
    this.#options.onGap();
  }

  #take(snapshot: AgentSnapshot): void {
    const held = this.#chats.get(snapshot.chatId) ?? null;
    if (!held && !this.#isWanted(snapshot)) return;
    this.#put(fromSnapshot(snapshot, held));
    this.#options.onArrival(snapshot.chatId, snapshot.upTo, snapshot.entries);
  }

  /** An answer to *open* may come after *close*. */
  #isWanted({ chatId, view }: AgentSnapshot): boolean {
    if (this.#opened.has(chatId) || this.#invitation(view)) return true;
    return this.#isIn(view) && !(view.status === "ended" && this.#putAway.has(chatId));
  }

  /** It begins with a snapshot when I join or am invited: where that never came, ask for everything. */
  #deliverUnheld({ entries }: Delivery): void {
    const isMineNow = entries.some(
      (event) =>
        (event.type === "AgentJoined" || event.type === "AgentInvited") &&
        event.agent.agentId === this.#agentId,
    );
    if (isMineNow) this.#options.onGap();
  }

  #put(replica: Replica): void {
    const { chatId, view } = replica;
    const before = this.#chats.get(chatId);
    const wasMine = before?.mine || before?.invitation;
    const isMine = this.#isIn(view) || this.#invitation(view);
    // [TE8] Of one among colleagues that I left, nothing stays to look at.
    const mayLook = this.#opened.has(chatId) && view.status !== "team";
    if (wasMine && !isMine && !mayLook) this.#leave(chatId);
    else this.#show(this.#agentChat(replica, before));
  }

  #show(chat: AgentChat): void {
    this.#chats = new Map(this.#chats).set(chat.chatId, chat);
    this.#options.onChange(this.#chats);
  }

  #leave(chatId: string): void {
    this.#opened.delete(chatId);
    this.#remove(chatId);
    this.#options.onLeft(chatId);
  }

  #agentChat(replica: Replica, before: AgentChat | undefined): AgentChat {
    const { chatId, view, entries } = replica;
    const readUpTo = this.#reads.get(chatId) ?? 0;
    // Whoever opens a chat of long ago has it before them, not among their own.
    const isOver = view.status === "ended" && (before ? !before.mine : this.#opened.has(chatId));
    return {
      ...replica,
      mine: this.#isIn(view) && !isOver,
      invitation: this.#invitation(view),
      readUpTo,
      unread: entries.filter((entry) => entry.seq > readUpTo && this.#isFromOthers(entry)).length,
      pending: keepIfSame(before?.pending ?? [], this.#options.pending(chatId)),
    };
  }

  #isIn(view: ChatState): boolean {
    return agentsIn(view).some(({ agentId }) => agentId === this.#agentId);
  }

  #invitation(view: ChatState): Invitation | null {
    // Plain numbers and branded ones are the same numbers.
    return invitationOf(view, this.#agentId as AgentId);
  }

  #isFromOthers(event: RecordedEvent): boolean {
    if (event.type === "NoteWritten") return event.agent.agentId !== this.#agentId;
    if (event.type !== "MessageSent" && event.type !== "FileSent") return false;
    return event.from.kind !== "agent" || event.from.agentId !== this.#agentId;
  }

  #read(chatId: string, seq: number): void {
    this.#reads.set(chatId, Math.max(seq, this.#reads.get(chatId) ?? 0));
  }

  #remove(chatId: string): void {
    const chats = new Map(this.#chats);
    if (!chats.delete(chatId)) return;
    this.#chats = chats;
    this.#reads.delete(chatId);
    this.#options.onChange(chats);
  }
}

export function keepIfSame<Item>(old: readonly Item[], fresh: readonly Item[]): readonly Item[] {
  return isSameList(old, fresh) ? old : fresh;
}

function isSameList<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
