import fc from "fast-check";
import { expect } from "vitest";
import { decide } from "../chat/decide.ts";
import type { ChatEvent, RecordedEvent } from "../chat/events.ts";
import { fold } from "../chat/evolve.ts";
import { needsQueueNumber } from "../chat/queue-number.ts";
import type { Decision } from "../chat/refusals.ts";
import { type ChatState, initialState } from "../chat/state.ts";
import { visibleTo } from "../chat/visible-to.ts";
import { evolveVisitorView, initialVisitorView, type VisitorView } from "../chat/visitor-view.ts";
import { anySteps, type Step } from "./arbitraries.ts";
import {
  ben,
  endedChat,
  handedOverChat,
  joined,
  noon,
  offlineMessage,
  rated,
  servedChat,
  teamChat,
} from "./builders.ts";
import { cast } from "./cast.ts";
import { record } from "./given.ts";

/** One step of a random chat: what was decided, and what state and view became of it. */
export type Moment = {
  before: ChatState;
  beforeAsJson: string;
  decision: Decision<ChatEvent>;
  recorded: RecordedEvent[];
  after: ChatState;
  view: VisitorView;
};

/** Large, so that a number that leaks is told from any other. */
const FIRST_QUEUE_NUMBER = 8_000_000_001;

/** Mostly nothing yet; or what random commands rarely lead to. */
const beginnings = fc.oneof(
  { weight: 6, arbitrary: fc.constant<ChatEvent[]>([]) },
  { weight: 6, arbitrary: fc.constant<ChatEvent[]>([...servedChat, joined(ben)]) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<ChatEvent[]>(handedOverChat, [...endedChat, rated("good")], offlineMessage),
  },
  { weight: 3, arbitrary: fc.constant<ChatEvent[]>(teamChat) },
);

const everyEventType: Record<ChatEvent["type"], true> = {
  AgentDisconnected: true,
  AgentInvited: true,
  AgentJoined: true,
  AgentLeft: true,
  ChatEnded: true,
  ChatQueued: true,
  ChatRated: true,
  ChatStarted: true,
  ChatTransferred: true,
  CommentSubmitted: true,
  ContactDetailsUpdated: true,
  FileSent: true,
  InvitationEnded: true,
  MessageSent: true,
  NoteWritten: true,
  OfflineMessageLeft: true,
  OfflineMessageRead: true,
  RatingRemoved: true,
  RatingRequested: true,
  TagsChanged: true,
  TeamChatStarted: true,
  TeamMembersAdded: true,
  VisitorBack: true,
  VisitorGone: true,
};

/** Runs the check on random chats, and sees to it that they were worth it: events of every type, refusals too. */
export function forEveryChat(check: (moments: Moment[], log: RecordedEvent[]) => void, players = cast): void {
  const happened = new Set<string>();
  let refusals = 0;
  const chats = fc.property(beginnings, anySteps(players), (beginning, steps) => {
    const { moments, log } = play(beginning, steps);
    const events = moments.flatMap(({ recorded }) => recorded);
    if (beginning.length === 0) expect(events.length).toBeGreaterThan(0);
    for (const { type } of events) happened.add(type);
    refusals += moments.filter(({ decision }) => !decision.ok).length;
    check(moments, log);
  });
  fc.assert(chats, { numRuns: 400 });
  // What is drawn in one chat of fifty is in none of four hundred now and then.
  for (let more = 0; more < 10 && happened.size < Object.keys(everyEventType).length; more += 1)
    fc.assert(chats, { numRuns: 100 });
  expect([...happened].sort()).toStrictEqual(Object.keys(everyEventType));
  expect(refusals).toBeGreaterThan(0);
}

/** As the server does it: a queue number is drawn only where one is needed, and what is accepted is recorded. */
function play(beginning: ChatEvent[], steps: Step[]): { moments: Moment[]; log: RecordedEvent[] } {
  const log = record(beginning);
  let now = noon;
  let state = fold(log, initialState);
  let view = viewAfter(log, initialVisitorView);
  const moments = steps.map(({ elapsedMs, command, facts }, index): Moment => {
    now += elapsedMs;
    const before = state;
    const beforeAsJson = JSON.stringify(before);
    const queueNumber = needsQueueNumber(before, command) ? FIRST_QUEUE_NUMBER + index : null;
    const decision = decide(before, command, { ...facts, now, queueNumber });
    const events = decision.ok ? decision.events : [];
    const recorded = events.map((event, offset) => ({ ...event, seq: log.length + offset + 1, at: now }));
    log.push(...recorded);
    state = fold(recorded, before);
    view = viewAfter(recorded, view);
    return { before, beforeAsJson, decision, recorded, after: state, view };
  });
  return { moments, log };
}

function viewAfter(events: RecordedEvent[], from: VisitorView): VisitorView {
  return events
    .map((event) => visibleTo("visitor", event))
    .filter((event) => event !== null)
    .reduce(evolveVisitorView, from);
}
