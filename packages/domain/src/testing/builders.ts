import type { ChatCommand, SendMessage } from "../chat/commands.ts";
import type {
  AgentRef,
  ChatEvent,
  Ender,
  MessageSent,
  Sender,
  TimeOutReason,
  VisitorRef,
} from "../chat/events.ts";
import type { AgentId, DepartmentId, EpochMs, VisitorId } from "../ids.ts";

/** The people of the tests. The casts make ids, which elsewhere come from the database. */
export const ana: AgentRef = { agentId: 11 as AgentId, name: "Ana" };
export const ben: AgentRef = { agentId: 12 as AgentId, name: "Ben" };
export const cleo: AgentRef = { agentId: 13 as AgentId, name: "Cleo" };
export const zoe: VisitorRef = { visitorId: "visitor-zoe" as VisitorId, number: 40_517_263, name: "Zoe" };
export const sales = 5 as DepartmentId;

export const visitor: Sender = { kind: "visitor" };

export function agent({ agentId, name }: AgentRef): Sender {
  return { kind: "agent", agentId, name };
}

/** When the tests' chats start. */
export const noon: EpochMs = Date.UTC(2026, 4, 4, 12);

export function minutes(count: number): number {
  return count * 60_000;
}

/** When nothing else is said, the text of a message is one that passes. */
const hello = "Hello";

export const requestChat = (text = hello): ChatCommand => ({
  type: "RequestChat",
  visitor: zoe,
  departmentId: sales,
  messageId: "message-1",
  text,
});
export const startChat = (by: AgentRef, text = hello): ChatCommand => ({
  type: "StartChat",
  agent: by,
  visitor: zoe,
  messageId: "message-1",
  text,
});
export const serveChat = (by: AgentRef): ChatCommand => ({ type: "ServeChat", agent: by });
export const sendMessage = (from: Sender, text = hello): SendMessage => ({
  type: "SendMessage",
  from,
  messageId: "message-1",
  text,
});
export const leaveChat = (by: AgentRef): ChatCommand => ({ type: "LeaveChat", agent: by });
export const endChat = (by: Sender): ChatCommand => ({ type: "EndChat", by });
export const timeOutChat = (because: TimeOutReason, afterMs: number): ChatCommand => ({
  type: "TimeOutChat",
  because,
  afterMs,
});
export const requeueChat = (of: AgentRef): ChatCommand => ({ type: "RequeueChat", agent: of });
export const recordVisitorGone: ChatCommand = { type: "RecordVisitorGone" };
export const recordVisitorBack: ChatCommand = { type: "RecordVisitorBack" };

export const startedByVisitor: ChatEvent = {
  type: "ChatStarted",
  by: "visitor",
  visitor: zoe,
  departmentId: sales,
};
export const startedByAgent: ChatEvent = {
  type: "ChatStarted",
  by: "agent",
  visitor: zoe,
  departmentId: null,
};
export const queued = (queueNumber: number): ChatEvent => ({ type: "ChatQueued", queueNumber });
export const joined = (who: AgentRef): ChatEvent => ({ type: "AgentJoined", agent: who });
export const left = (who: AgentRef): ChatEvent => ({ type: "AgentLeft", agent: who });
export const disconnected = (who: AgentRef): ChatEvent => ({ type: "AgentDisconnected", agent: who });
export const wrote = (from: Sender, text = hello): MessageSent => ({
  type: "MessageSent",
  messageId: "message-1",
  from,
  text,
});
export const visitorGone: ChatEvent = { type: "VisitorGone" };
export const visitorBack: ChatEvent = { type: "VisitorBack" };
export const ended = (by: Ender): ChatEvent => ({ type: "ChatEnded", by });
export const timedOut = (because: TimeOutReason): ChatEvent => ended({ kind: "time-out", because });

/** Chats as far as they have come. */
export const waitingChat = [startedByVisitor, wrote(visitor), queued(1)];
export const servedChat = [...waitingChat, joined(ana)];
export const unattendedChat = [...servedChat, left(ana)];
export const endedChat = [...servedChat, ended(visitor)];
/** Ana wrote first; Zoe has not answered. */
export const proactiveChat = [startedByAgent, joined(ana), wrote(agent(ana))];
