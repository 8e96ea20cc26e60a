import type { DepartmentId } from "../ids.ts";
import type {
  AgentRef,
  ContactDetails,
  ContactField,
  DepartmentRef,
  FileRef,
  Rating,
  Sender,
  VisitorRef,
} from "./events.ts";

/** What is said: a text, or a file that was stored before. */
export type Content = { text: string } | { file: FileRef };

/** The visitor's first message, which starts the chat. */
export type RequestChat = {
  type: "RequestChat";
  visitor: VisitorRef;
  departmentId: DepartmentId | null;
  messageId: string;
} & Content;
/** An agent's first message to a visitor: proactive. */
export type StartChat = {
  type: "StartChat";
  agent: AgentRef;
  visitor: VisitorRef;
  messageId: string;
} & Content;
export type ServeChat = { type: "ServeChat"; agent: AgentRef };
export type SendMessage = { type: "SendMessage"; from: Sender; messageId: string } & Content;
export type WriteNote = { type: "WriteNote"; agent: AgentRef; messageId: string; text: string };
export type LeaveChat = { type: "LeaveChat"; agent: AgentRef };
export type EndChat = { type: "EndChat"; by: Sender };
/** `evenIfOffline`: the agent was told that nobody is online there, and goes on [TR3]. */
export type TransferToDepartment = {
  type: "TransferToDepartment";
  agent: AgentRef;
  department: DepartmentRef;
  remark: string;
  evenIfOffline: boolean;
};
/** `andLeave`: *Transfer and leave*. */
export type InviteAgent = { type: "InviteAgent"; by: AgentRef; invitee: AgentRef; andLeave: boolean };
export type AcceptInvitation = { type: "AcceptInvitation"; agent: AgentRef };
export type DeclineInvitation = { type: "DeclineInvitation"; agent: AgentRef };
/** `afterMs`: how long whoever was to take the chat had for it. */
export type LapseHandOver = { type: "LapseHandOver"; afterMs: number };
export type RequestRating = { type: "RequestRating"; agent: AgentRef };
/** Null takes the rating back. */
export type RateChat = { type: "RateChat"; rating: Rating | null };
export type SubmitComment = { type: "SubmitComment"; text: string };
/** Additions and removals, so that of two agents who tag at once neither undoes the other. */
export type ChangeTags = { type: "ChangeTags"; agent: AgentRef; add: string[]; remove: string[] };
/** The details were changed where they stand; the chat is to say so. */
export type RecordContactDetails = {
  type: "RecordContactDetails";
  by: Sender;
  changed: ContactField[];
  name: string | null;
};
export type LeaveOfflineMessage = {
  type: "LeaveOfflineMessage";
  visitor: VisitorRef;
  departmentId: DepartmentId | null;
  contact: ContactDetails;
  messageId: string;
  text: string;
};
export type ReadOfflineMessage = { type: "ReadOfflineMessage"; agent: AgentRef };
/** `with`: the colleagues, without the agent. */
export type StartTeamChat = { type: "StartTeamChat"; agent: AgentRef; with: AgentRef[] };
export type AddTeamMembers = { type: "AddTeamMembers"; agent: AgentRef; colleagues: AgentRef[] };
/**
 * `afterMs`: the account's time-out for this reason. `isVisitorActive`: on one of their pages at least, whichever node it
 * is connected to, they are not idle [CH17].
 */
export type TimeOutChat = { type: "TimeOutChat"; afterMs: number } & (
  | { because: "visitor-gone" }
  | { because: "idle"; isVisitorActive: boolean }
);
/** The agent has been gone past the grace period. */
export type RequeueChat = { type: "RequeueChat"; agent: AgentRef };
export type RecordVisitorGone = { type: "RecordVisitorGone" };
export type RecordVisitorBack = { type: "RecordVisitorBack" };

export type ChatCommand =
  | RequestChat
  | StartChat
  | ServeChat
  | SendMessage
  | WriteNote
  | LeaveChat
  | EndChat
  | TransferToDepartment
  | InviteAgent
  | AcceptInvitation
  | DeclineInvitation
  | LapseHandOver
  | RequestRating
  | RateChat
  | SubmitComment
  | ChangeTags
  | RecordContactDetails
  | LeaveOfflineMessage
  | ReadOfflineMessage
  | StartTeamChat
  | AddTeamMembers
  | TimeOutChat
  | RequeueChat
  | RecordVisitorGone
  | RecordVisitorBack;
