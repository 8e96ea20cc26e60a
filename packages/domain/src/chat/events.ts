import type { AgentId, DepartmentId, EpochMs, VisitorId } from "../ids.ts";

/** An agent as visitors may see them: never an e-mail. */
export type AgentRef = { agentId: AgentId; name: string };

/** `number` makes the default name, *Visitor 12345678*, in the reader's language; `name` is null until known. */
export type VisitorRef = { visitorId: VisitorId; number: number; name: string | null };

export type Sender = { kind: "visitor" } | ({ kind: "agent" } & AgentRef);
export type Ender = Sender | { kind: "time-out"; because: TimeOutReason };
export type TimeOutReason = "visitor-gone" | "idle";

export type ChatStarted = {
  type: "ChatStarted";
  by: "visitor" | "agent";
  visitor: VisitorRef;
  departmentId: DepartmentId | null;
};
/** Smaller numbers are served first; those who go to the head have negative ones. */
export type ChatQueued = { type: "ChatQueued"; queueNumber: number };
export type AgentJoined = { type: "AgentJoined"; agent: AgentRef };
export type AgentLeft = { type: "AgentLeft"; agent: AgentRef };
export type AgentDisconnected = { type: "AgentDisconnected"; agent: AgentRef };
/** `messageId` is the command's id, by which the sender finds the line that it showed already. */
export type MessageSent = { type: "MessageSent"; messageId: string; from: Sender; text: string };
export type VisitorGone = { type: "VisitorGone" };
export type VisitorBack = { type: "VisitorBack" };
export type ChatEnded = { type: "ChatEnded"; by: Ender };

export type ChatEvent =
  | ChatStarted
  | ChatQueued
  | AgentJoined
  | AgentLeft
  | AgentDisconnected
  | MessageSent
  | VisitorGone
  | VisitorBack
  | ChatEnded;

/** An event in its place in the log: `seq` counts 1, 2, 3 … in each chat [DL1]. */
export type Recorded<Event> = Event & { seq: number; at: EpochMs };
export type RecordedEvent = Recorded<ChatEvent>;
