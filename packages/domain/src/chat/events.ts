import type { AgentId, DepartmentId, EpochMs, FileId, VisitorId } from "../ids.ts";

/** An agent as visitors may see them: never an e-mail. */
export type AgentRef = { agentId: AgentId; name: string };

/** `number` makes the default name, *Visitor 12345678*, in the reader's language; `name` is null until known. */
export type VisitorRef = { visitorId: VisitorId; number: number; name: string | null };

/** A department as the log names it, whatever it is called later. */
export type DepartmentRef = { departmentId: DepartmentId; name: string };

/** A stored file. `image`: in pixels, as it is shown; null for what is no image. */
export type FileRef = {
  fileId: FileId;
  name: string;
  mime: string;
  sizeBytes: number;
  image: { width: number; height: number } | null;
};

export type Sender = { kind: "visitor" } | ({ kind: "agent" } & AgentRef);
export type Ender = Sender | { kind: "time-out"; because: TimeOutReason };
export type TimeOutReason = "visitor-gone" | "idle";
export type Rating = "good" | "bad";
/** What a visitor says of themselves: a claim, unverified. Null is not known. */
export type ContactDetails = { name: string | null; email: string | null; phone: string | null };
export type ContactField = keyof ContactDetails | "notes";

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
export type FileSent = { type: "FileSent"; messageId: string; from: Sender; file: FileRef };
/** Among agents [NO1]. */
export type NoteWritten = { type: "NoteWritten"; messageId: string; agent: AgentRef; text: string };
/** `remark`: for the next agent alone. `excludesAgent`: `agent` is never offered this chat again [TR4]. */
export type ChatTransferred = {
  type: "ChatTransferred";
  agent: AgentRef;
  department: DepartmentRef;
  remark: string;
  excludesAgent: boolean;
};
/** `handsOver`: `by` leaves, and the chat is `agent`'s to take [IN3]. */
export type AgentInvited = { type: "AgentInvited"; by: AgentRef; agent: AgentRef; handsOver: boolean };
export type InvitationEnded = { type: "InvitationEnded"; agent: AgentRef; because: InvitationEnd };
export type InvitationEnd = "declined" | "disconnected" | "lapsed";
export type RatingRequested = { type: "RatingRequested"; agent: AgentRef };
export type ChatRated = { type: "ChatRated"; rating: Rating };
export type RatingRemoved = { type: "RatingRemoved" };
export type CommentSubmitted = { type: "CommentSubmitted"; text: string };
/** `tags`: all that the chat has from now on. */
export type TagsChanged = { type: "TagsChanged"; agent: AgentRef; tags: string[] };
/** That they were changed, and which; the values stand with the visitor. `name`: the one from now on. */
export type ContactDetailsUpdated = {
  type: "ContactDetailsUpdated";
  by: Sender;
  changed: ContactField[];
  name: string | null;
};
export type VisitorGone = { type: "VisitorGone" };
export type VisitorBack = { type: "VisitorBack" };
export type ChatEnded = { type: "ChatEnded"; by: Ender };

/** Left while nobody was online: the whole of a log that is no conversation [ST6]. */
export type OfflineMessageLeft = {
  type: "OfflineMessageLeft";
  visitor: VisitorRef;
  departmentId: DepartmentId | null;
  contact: ContactDetails;
  messageId: string;
  text: string;
};
export type OfflineMessageRead = { type: "OfflineMessageRead"; agent: AgentRef };

/** A chat among colleagues, with no visitor in it. `members`: `by` included. */
export type TeamChatStarted = { type: "TeamChatStarted"; by: AgentRef; members: AgentRef[] };
export type TeamMembersAdded = { type: "TeamMembersAdded"; by: AgentRef; added: AgentRef[] };

export type ChatEvent =
  | ChatStarted
  | ChatQueued
  | AgentJoined
  | AgentLeft
  | AgentDisconnected
  | MessageSent
  | FileSent
  | NoteWritten
  | ChatTransferred
  | AgentInvited
  | InvitationEnded
  | RatingRequested
  | ChatRated
  | RatingRemoved
  | CommentSubmitted
  | TagsChanged
  | ContactDetailsUpdated
  | VisitorGone
  | VisitorBack
  | ChatEnded
  | OfflineMessageLeft
  | OfflineMessageRead
  | TeamChatStarted
  | TeamMembersAdded;

/** An event in its place in the log: `seq` counts 1, 2, 3 … in each chat [DL1]. */
export type Recorded<Event> = Event & { seq: number; at: EpochMs };
export type RecordedEvent = Recorded<ChatEvent>;
