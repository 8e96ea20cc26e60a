import type { Refusal } from "../chat/refusals.ts";
import {
  agent,
  ana,
  ben,
  disconnected,
  endChat,
  ended,
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
  sendFile,
  sendMessage,
  sentFile,
  serveChat,
  startChat,
  startedByAgent,
  startedByVisitor,
  timedOut,
  timeOutOfGone,
  timeOutOfIdle,
  visitor,
  visitorBack,
  visitorGone,
  wrote,
} from "./builders.ts";
import { everywhere, nowhere, type RowsOf } from "./outcomes.ts";

const servedByAna: Refusal = { reason: "already-served", by: ["Ana"] };
const notDue: Refusal = { reason: "not-due", dueAt: noon + minutes(40) };
const noChat = { ...everywhere("no-chat"), ended: "chat-ended" } as const;
const open = { ...everywhere("already-open"), ended: "chat-ended" } as const;

export const talking: RowsOf<"RequestChat" | "StartChat" | "ServeChat" | "SendMessage"> = {
  RequestChat: [
    {
      who: "by the visitor",
      command: requestChat(),
      ...open,
      "not-started": [startedByVisitor, wrote(visitor), queued(7)],
    },
  ],
  StartChat: [
    {
      who: "by Ana",
      command: startChat(ana),
      ...everywhere("chat-ended"),
      "not-started": [startedByAgent, joined(ana), wrote(agent(ana))],
      waiting: [joined(ana), wrote(agent(ana))],
      served: [wrote(agent(ana))],
      unattended: [joined(ana), wrote(agent(ana))],
    },
    {
      who: "by Ben",
      command: startChat(ben),
      ...everywhere("chat-ended"),
      "not-started": [startedByAgent, joined(ben), wrote(agent(ben))],
      waiting: [joined(ben), wrote(agent(ben))],
      served: servedByAna,
      unattended: [joined(ben), wrote(agent(ben))],
    },
  ],
  ServeChat: [
    {
      who: "by Ana",
      command: serveChat(ana),
      ...noChat,
      waiting: [joined(ana)],
      served: servedByAna,
      unattended: "not-waiting",
    },
    {
      who: "by Ben",
      command: serveChat(ben),
      ...noChat,
      waiting: [joined(ben)],
      served: servedByAna,
      unattended: "not-waiting",
    },
  ],
  SendMessage: [
    {
      who: "by the visitor",
      command: sendMessage(visitor),
      ...noChat,
      waiting: [wrote(visitor)],
      served: [wrote(visitor)],
      unattended: [wrote(visitor), queued(7)],
    },
    {
      who: "with a file by the visitor",
      command: sendFile(visitor),
      ...noChat,
      waiting: [sentFile(visitor)],
      served: [sentFile(visitor)],
      unattended: [sentFile(visitor), queued(7)],
    },
    {
      who: "by Ana",
      command: sendMessage(agent(ana)),
      ...nowhere,
      "not-started": "no-chat",
      served: [wrote(agent(ana))],
      team: [wrote(agent(ana))],
    },
    { who: "by Ben", command: sendMessage(agent(ben)), ...nowhere, "not-started": "no-chat" },
  ],
};

export const parting: RowsOf<"LeaveChat" | "EndChat" | "TimeOutChat" | "RequeueChat"> = {
  LeaveChat: [
    { who: "by Ana", command: leaveChat(ana), ...nowhere, served: [left(ana)], team: [left(ana)] },
    { who: "by Ben", command: leaveChat(ben), ...nowhere },
  ],
  EndChat: [
    {
      who: "by the visitor",
      command: endChat(visitor),
      ...noChat,
      waiting: [ended(visitor)],
      served: [ended(visitor)],
      unattended: [ended(visitor)],
    },
    {
      who: "by Ana",
      command: endChat(agent(ana)),
      ...noChat,
      waiting: "not-in-chat",
      served: [ended(agent(ana))],
      unattended: "not-in-chat",
    },
    {
      who: "by Ben",
      command: endChat(agent(ben)),
      ...noChat,
      waiting: "not-in-chat",
      served: "not-in-chat",
      unattended: "not-in-chat",
    },
  ],
  TimeOutChat: [
    {
      who: "for silence, when due",
      command: timeOutOfIdle(minutes(30)),
      ...everywhere("nothing-to-do"),
      served: [timedOut("idle")],
      unattended: [timedOut("idle")],
    },
    {
      who: "for silence, before it is due",
      command: timeOutOfIdle(minutes(40)),
      ...everywhere("nothing-to-do"),
      served: notDue,
      unattended: notDue,
    },
    {
      who: "for silence, when due, of a visitor who is active",
      command: timeOutOfIdle(minutes(30), true),
      ...everywhere("nothing-to-do"),
    },
    {
      who: "for an absence, when due",
      command: timeOutOfGone(minutes(30)),
      context: [visitorGone],
      ...everywhere("nothing-to-do"),
      waiting: [timedOut("visitor-gone")],
      served: [timedOut("visitor-gone")],
      unattended: [timedOut("visitor-gone")],
    },
    {
      who: "for an absence, before it is due",
      command: timeOutOfGone(minutes(40)),
      context: [visitorGone],
      ...everywhere("nothing-to-do"),
      waiting: notDue,
      served: notDue,
      unattended: notDue,
    },
    {
      who: "for an absence that is none",
      command: timeOutOfGone(0),
      ...everywhere("nothing-to-do"),
    },
  ],
  RequeueChat: [
    {
      who: "of Ana",
      command: requeueChat(ana),
      ...everywhere("not-in-chat"),
      served: [disconnected(ana), queued(-7)],
    },
    { who: "of Ben", command: requeueChat(ben), ...everywhere("not-in-chat") },
  ],
};

export const presence: RowsOf<"RecordVisitorGone" | "RecordVisitorBack"> = {
  RecordVisitorGone: [
    {
      who: "while a page is open",
      command: recordVisitorGone,
      ...everywhere("nothing-to-do"),
      waiting: [visitorGone],
      served: [visitorGone],
      unattended: [visitorGone],
    },
    {
      who: "a second time",
      command: recordVisitorGone,
      context: [visitorGone],
      ...everywhere("nothing-to-do"),
    },
  ],
  RecordVisitorBack: [
    {
      who: "after an absence",
      command: recordVisitorBack,
      context: [visitorGone],
      ...everywhere("nothing-to-do"),
      waiting: [visitorBack],
      served: [visitorBack],
      unattended: [visitorBack],
    },
    { who: "without an absence", command: recordVisitorBack, ...everywhere("nothing-to-do") },
  ],
};
