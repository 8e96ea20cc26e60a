import {
  type Audience,
  type ChatId,
  type ChatState,
  type RecordedEvent,
  visibleTo,
  visitorViewOf,
} from "@causerie/domain";
import { type EventsFrame, type Resumed, SNAPSHOT_ENTRIES, type Snapshot } from "@causerie/protocol";
import type { Actor } from "./append.ts";

/** One reader of one chat: a socket that holds it up to the chat's head. */
export type Subscriber = {
  readonly audience: Audience;
  /** Who reads: what somebody types is not told to their own other tabs. */
  readonly actor: Actor;
  /** `text`: a frame, stringified once for all readers of the audience. */
  deliver(text: string): void;
};

/** A chat with its end at hand, and its readers. */
export type ChatAtHead = {
  readonly chatId: ChatId;
  readonly state: ChatState;
  readonly head: number;
  /** The last events, some hundred. */
  readonly tail: readonly RecordedEvent[];
  readonly subscribers: ReadonlySet<Subscriber>;
};

/** Every reader stands at `from`, so that one frame an audience serves them all [DL8]. */
export function deliver(chat: ChatAtHead, from: number, events: readonly RecordedEvent[]): void {
  const frames: { [audience in Audience]?: string } = {};
  for (const subscriber of chat.subscribers) {
    const { audience } = subscriber;
    frames[audience] ??= JSON.stringify(eventsFrame(chat, from, events, audience));
    subscriber.deliver(frames[audience]);
  }
}

function eventsFrame(
  chat: ChatAtHead,
  from: number,
  events: readonly RecordedEvent[],
  audience: Audience,
): EventsFrame<unknown> {
  return {
    t: "events",
    chatId: chat.chatId,
    from,
    upTo: chat.head,
    entries: visibleEntries(events, audience),
  };
}

export function visibleEntries(events: readonly RecordedEvent[], audience: Audience) {
  return events.map((event) => visibleTo(audience, event)).filter((entry) => entry !== null);
}

/** What brings a reader who holds the chat up to `upTo` to its head: the events since, or a snapshot [DL9]. */
export function catchUpFrom(
  chat: ChatAtHead,
  upTo: number | null,
  audience: Audience,
): Snapshot<unknown, unknown> | Resumed<unknown> {
  const oldest = chat.tail[0]?.seq ?? chat.head + 1;
  // A head that we never reached is a store that was set back: the client's copy is worth nothing.
  if (upTo === null || upTo < oldest - 1 || upTo > chat.head) return snapshotOf(chat, audience);
  const missed = chat.tail.filter(({ seq }) => seq > upTo);
  return {
    kind: "resumed",
    chatId: chat.chatId,
    from: upTo,
    upTo: chat.head,
    entries: visibleEntries(missed, audience),
  };
}

function snapshotOf(chat: ChatAtHead, audience: Audience): Snapshot<unknown, unknown> {
  const visible = visibleEntries(chat.tail, audience);
  const entries = visible.slice(-SNAPSHOT_ENTRIES);
  return {
    kind: "snapshot",
    chatId: chat.chatId,
    upTo: chat.head,
    view: audience === "agent" ? chat.state : visitorViewOf(chat.state),
    entries,
    hasOlder: entries.length < visible.length || (chat.tail[0]?.seq ?? 1) > 1,
  };
}
