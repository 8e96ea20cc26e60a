import { expect, test } from "vitest";
import {
  agent,
  ana,
  ben,
  disconnected,
  endChat,
  ended,
  endedChat,
  joined,
  leaveChat,
  left,
  minutes,
  noon,
  queued,
  recordVisitorBack,
  recordVisitorGone,
  requestChat,
  requeueChat,
  sendMessage,
  serveChat,
  servedChat,
  startChat,
  startedByAgent,
  startedByVisitor,
  timedOut,
  timeOutChat,
  unattendedChat,
  visitor,
  visitorBack,
  visitorGone,
  waitingChat,
  wrote,
} from "../testing/builders.ts";
import { given, stateAfter } from "../testing/given.ts";
import type { ChatCommand } from "./commands.ts";
import type { ChatEvent } from "./events.ts";
import type { Refusal } from "./refusals.ts";
import type { ChatState } from "./state.ts";

type Status = ChatState["status"];
type Outcome = ChatEvent[] | Refusal["reason"] | Refusal;
/** `context`: what happened last. It is half past twelve; all else happened at noon. */
type Row = { who: string; command: ChatCommand; context?: ChatEvent[] } & Record<Status, Outcome>;

/** Ana serves, or served, the chat; Ben was never in it. */
const chats: Record<Status, ChatEvent[]> = {
  "not-started": [],
  waiting: waitingChat,
  served: servedChat,
  unattended: unattendedChat,
  ended: endedChat,
};

const servedByAna: Refusal = { reason: "already-served", by: ["Ana"] };
const notDue: Refusal = { reason: "not-due", dueAt: noon + minutes(40) };
const nowhere: Record<Status, Outcome> = {
  "not-started": "nothing-to-do",
  waiting: "nothing-to-do",
  served: "nothing-to-do",
  unattended: "nothing-to-do",
  ended: "nothing-to-do",
};

const matrix: Record<ChatCommand["type"], Row[]> = {
  RequestChat: [
    {
      who: "by the visitor",
      command: requestChat(),
      "not-started": [startedByVisitor, wrote(visitor), queued(7)],
      waiting: "already-open",
      served: "already-open",
      unattended: "already-open",
      ended: "chat-ended",
    },
  ],
  StartChat: [
    {
      who: "by Ana",
      command: startChat(ana),
      "not-started": [startedByAgent, joined(ana), wrote(agent(ana))],
      waiting: [joined(ana), wrote(agent(ana))],
      served: [wrote(agent(ana))],
      unattended: [joined(ana), wrote(agent(ana))],
      ended: "chat-ended",
    },
    {
      who: "by Ben",
      command: startChat(ben),
      "not-started": [startedByAgent, joined(ben), wrote(agent(ben))],
      waiting: [joined(ben), wrote(agent(ben))],
      served: servedByAna,
      unattended: [joined(ben), wrote(agent(ben))],
      ended: "chat-ended",
    },
  ],
  ServeChat: [
    {
      who: "by Ana",
      command: serveChat(ana),
      "not-started": "no-chat",
      waiting: [joined(ana)],
      served: servedByAna,
      unattended: "not-waiting",
      ended: "chat-ended",
    },
    {
      who: "by Ben",
      command: serveChat(ben),
      "not-started": "no-chat",
      waiting: [joined(ben)],
      served: servedByAna,
      unattended: "not-waiting",
      ended: "chat-ended",
    },
  ],
  SendMessage: [
    {
      who: "by the visitor",
      command: sendMessage(visitor),
      "not-started": "no-chat",
      waiting: [wrote(visitor)],
      served: [wrote(visitor)],
      unattended: [wrote(visitor), queued(7)],
      ended: "chat-ended",
    },
    {
      who: "by Ana",
      command: sendMessage(agent(ana)),
      "not-started": "no-chat",
      waiting: "not-in-chat",
      served: [wrote(agent(ana))],
      unattended: "not-in-chat",
      ended: "chat-ended",
    },
    {
      who: "by Ben",
      command: sendMessage(agent(ben)),
      "not-started": "no-chat",
      waiting: "not-in-chat",
      served: "not-in-chat",
      unattended: "not-in-chat",
      ended: "chat-ended",
    },
  ],
  LeaveChat: [
    {
      who: "by Ana",
      command: leaveChat(ana),
      "not-started": "not-in-chat",
      waiting: "not-in-chat",
      served: [left(ana)],
      unattended: "not-in-chat",
      ended: "chat-ended",
    },
    {
      who: "by Ben",
      command: leaveChat(ben),
      "not-started": "not-in-chat",
      waiting: "not-in-chat",
      served: "not-in-chat",
      unattended: "not-in-chat",
      ended: "chat-ended",
    },
  ],
  EndChat: [
    {
      who: "by the visitor",
      command: endChat(visitor),
      "not-started": "no-chat",
      waiting: [ended(visitor)],
      served: [ended(visitor)],
      unattended: [ended(visitor)],
      ended: "chat-ended",
    },
    {
      who: "by Ana",
      command: endChat(agent(ana)),
      "not-started": "no-chat",
      waiting: "not-in-chat",
      served: [ended(agent(ana))],
      unattended: "not-in-chat",
      ended: "chat-ended",
    },
    {
      who: "by Ben",
      command: endChat(agent(ben)),
      "not-started": "no-chat",
      waiting: "not-in-chat",
      served: "not-in-chat",
      unattended: "not-in-chat",
      ended: "chat-ended",
    },
  ],
  TimeOutChat: [
    {
      who: "for silence, when due",
      command: timeOutChat("idle", minutes(30)),
      ...nowhere,
      served: [timedOut("idle")],
      unattended: [timedOut("idle")],
    },
    {
      who: "for silence, before it is due",
      command: timeOutChat("idle", minutes(40)),
      ...nowhere,
      served: notDue,
      unattended: notDue,
    },
    {
      who: "for an absence, when due",
      command: timeOutChat("visitor-gone", minutes(30)),
      context: [visitorGone],
      ...nowhere,
      waiting: [timedOut("visitor-gone")],
      served: [timedOut("visitor-gone")],
      unattended: [timedOut("visitor-gone")],
    },
    {
      who: "for an absence, before it is due",
      command: timeOutChat("visitor-gone", minutes(40)),
      context: [visitorGone],
      ...nowhere,
      waiting: notDue,
      served: notDue,
      unattended: notDue,
    },
    { who: "for an absence that is none", command: timeOutChat("visitor-gone", 0), ...nowhere },
  ],
  RequeueChat: [
    {
      who: "of Ana",
      command: requeueChat(ana),
      "not-started": "not-in-chat",
      waiting: "not-in-chat",
      served: [disconnected(ana), queued(-7)],
      unattended: "not-in-chat",
      ended: "not-in-chat",
    },
    {
      who: "of Ben",
      command: requeueChat(ben),
      "not-started": "not-in-chat",
      waiting: "not-in-chat",
      served: "not-in-chat",
      unattended: "not-in-chat",
      ended: "not-in-chat",
    },
  ],
  RecordVisitorGone: [
    {
      who: "while a page is open",
      command: recordVisitorGone,
      ...nowhere,
      waiting: [visitorGone],
      served: [visitorGone],
      unattended: [visitorGone],
    },
    { who: "a second time", command: recordVisitorGone, context: [visitorGone], ...nowhere },
  ],
  RecordVisitorBack: [
    {
      who: "after an absence",
      command: recordVisitorBack,
      context: [visitorGone],
      ...nowhere,
      waiting: [visitorBack],
      served: [visitorBack],
      unattended: [visitorBack],
    },
    { who: "without an absence", command: recordVisitorBack, ...nowhere },
  ],
};

// Every status is a key of both records.
const statuses = Object.keys(chats) as Status[];
const cases = Object.values(matrix)
  .flat()
  .flatMap((row) => statuses.map((status) => ({ ...row, type: row.command.type, status })));

test.each(cases)(
  "[CH16] $type $who on a chat that is $status",
  ({ command, context = [], status, ...row }) => {
    const past = [...chats[status], ...context];
    expect(stateAfter(past).status).toBe(status);
    const attempt = given(...past).when(command, { now: noon + minutes(30) });
    const outcome = row[status];
    if (Array.isArray(outcome)) attempt.thenEvents(...outcome);
    else attempt.thenRefused(typeof outcome === "string" ? bare(outcome) : outcome);
  },
);

/** The refusals that say no more than their reason. */
function bare(reason: Refusal["reason"]): Refusal {
  return { reason } as Refusal;
}
