import type { DepartmentId } from "../ids.ts";
import type { AgentRef, Sender, TimeOutReason, VisitorRef } from "./events.ts";

/** The visitor's first message, which starts the chat. */
export type RequestChat = {
  type: "RequestChat";
  visitor: VisitorRef;
  departmentId: DepartmentId | null;
  messageId: string;
  text: string;
};
/** An agent's first message to a visitor: proactive. */
export type StartChat = {
  type: "StartChat";
  agent: AgentRef;
  visitor: VisitorRef;
  messageId: string;
  text: string;
};
export type ServeChat = { type: "ServeChat"; agent: AgentRef };
export type SendMessage = { type: "SendMessage"; from: Sender; messageId: string; text: string };
export type LeaveChat = { type: "LeaveChat"; agent: AgentRef };
export type EndChat = { type: "EndChat"; by: Sender };
/** `afterMs`: the account's time-out for this reason. */
export type TimeOutChat = { type: "TimeOutChat"; because: TimeOutReason; afterMs: number };
/** The agent has been gone past the grace period. */
export type RequeueChat = { type: "RequeueChat"; agent: AgentRef };
export type RecordVisitorGone = { type: "RecordVisitorGone" };
export type RecordVisitorBack = { type: "RecordVisitorBack" };

export type ChatCommand =
  | RequestChat
  | StartChat
  | ServeChat
  | SendMessage
  | LeaveChat
  | EndChat
  | TimeOutChat
  | RequeueChat
  | RecordVisitorGone
  | RecordVisitorBack;
