import type { ChatCommand, SendMessage } from "../chat/commands.ts";
import type {
  AgentRef,
  ChatEvent,
  ContactDetails,
  ContactField,
  DepartmentRef,
  Ender,
  FileRef,
  FileSent,
  InvitationEnd,
  MessageSent,
  Rating,
  Sender,
  TimeOutReason,
  VisitorRef,
} from "../chat/events.ts";
import type { Started } from "../chat/state.ts";
import type { AgentId, DepartmentId, EpochMs, FileId, VisitorId } from "../ids.ts";

/** The people of the tests. The casts make ids, which elsewhere come from the database. */
export const ana: AgentRef = { agentId: 11 as AgentId, name: "Ana" };
export const ben: AgentRef = { agentId: 12 as AgentId, name: "Ben" };
export const cleo: AgentRef = { agentId: 13 as AgentId, name: "Cleo" };
export const dan: AgentRef = { agentId: 14 as AgentId, name: "Dan" };
export const zoe: VisitorRef = { visitorId: "visitor-zoe" as VisitorId, number: 40_517_263, name: "Zoe" };
export const sales = 5 as DepartmentId;
/** Where the tests' chats are transferred to. */
export const support: DepartmentRef = { departmentId: 6 as DepartmentId, name: "Support" };

export const photo: FileRef = {
  fileId: "file-photo" as FileId,
  name: "photo.png",
  mime: "image/png",
  sizeBytes: 2_048,
  image: { width: 640, height: 480 },
};
export const claimed: ContactDetails = { name: "Zoe", email: "zoe@example.test", phone: null };

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
export const timeOutOfGone = (afterMs: number): ChatCommand => ({
  type: "TimeOutChat",
  because: "visitor-gone",
  afterMs,
});
export const timeOutOfIdle = (afterMs: number, isVisitorActive = false): ChatCommand => ({
  type: "TimeOutChat",
  because: "idle",
  afterMs,
  isVisitorActive,
});
export const requeueChat = (of: AgentRef): ChatCommand => ({ type: "RequeueChat", agent: of });
export const recordVisitorGone: ChatCommand = { type: "RecordVisitorGone" };
export const recordVisitorBack: ChatCommand = { type: "RecordVisitorBack" };

export const sendFile = (from: Sender): SendMessage => ({
  type: "SendMessage",
  from,
  messageId: "message-1",
  file: photo,
});
export const writeNote = (by: AgentRef, text = hello): ChatCommand => ({
  type: "WriteNote",
  agent: by,
  messageId: "message-1",
  text,
});
export const transfer = (by: AgentRef, { remark = "", evenIfOffline = false } = {}): ChatCommand => ({
  type: "TransferToDepartment",
  agent: by,
  department: support,
  remark,
  evenIfOffline,
});
export const invite = (by: AgentRef, invitee: AgentRef): ChatCommand => ({
  type: "InviteAgent",
  by,
  invitee,
  andLeave: false,
});
export const handOver = (by: AgentRef, invitee: AgentRef): ChatCommand => ({
  type: "InviteAgent",
  by,
  invitee,
  andLeave: true,
});
export const acceptInvitation = (by: AgentRef): ChatCommand => ({ type: "AcceptInvitation", agent: by });
export const declineInvitation = (by: AgentRef): ChatCommand => ({ type: "DeclineInvitation", agent: by });
export const lapseHandOver = (afterMs = minutes(1)): ChatCommand => ({ type: "LapseHandOver", afterMs });
export const requestRating = (by: AgentRef): ChatCommand => ({ type: "RequestRating", agent: by });
export const rateChat = (rating: Rating | null): ChatCommand => ({ type: "RateChat", rating });
export const submitComment = (text: string): ChatCommand => ({ type: "SubmitComment", text });
export const changeTags = (by: AgentRef, add: string[], remove: string[] = []): ChatCommand => ({
  type: "ChangeTags",
  agent: by,
  add,
  remove,
});
export const recordContactDetails = (
  by: Sender,
  changed: ContactField[],
  name: string | null = "Zoe",
): ChatCommand => ({ type: "RecordContactDetails", by, changed, name });
export const leaveOfflineMessage = (text = hello, contact: ContactDetails = claimed): ChatCommand => ({
  type: "LeaveOfflineMessage",
  visitor: zoe,
  departmentId: sales,
  contact,
  messageId: "message-1",
  text,
});
export const readOfflineMessage = (by: AgentRef): ChatCommand => ({ type: "ReadOfflineMessage", agent: by });
export const startTeamChat = (by: AgentRef, ...colleagues: AgentRef[]): ChatCommand => ({
  type: "StartTeamChat",
  agent: by,
  with: colleagues,
});
export const addTeamMembers = (by: AgentRef, ...colleagues: AgentRef[]): ChatCommand => ({
  type: "AddTeamMembers",
  agent: by,
  colleagues,
});

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

export const sentFile = (from: Sender): FileSent => ({
  type: "FileSent",
  messageId: "message-1",
  from,
  file: photo,
});
export const noted = (by: AgentRef, text = hello): ChatEvent => ({
  type: "NoteWritten",
  messageId: "message-1",
  agent: by,
  text,
});
export const transferred = (by: AgentRef, { remark = "", excludesAgent = false } = {}): ChatEvent => ({
  type: "ChatTransferred",
  agent: by,
  department: support,
  remark,
  excludesAgent,
});
export const invited = (by: AgentRef, who: AgentRef): ChatEvent => ({
  type: "AgentInvited",
  by,
  agent: who,
  handsOver: false,
});
export const handedOver = (by: AgentRef, who: AgentRef): ChatEvent => ({
  type: "AgentInvited",
  by,
  agent: who,
  handsOver: true,
});
export const invitationEnded = (who: AgentRef, because: InvitationEnd): ChatEvent => ({
  type: "InvitationEnded",
  agent: who,
  because,
});
export const ratingRequested = (by: AgentRef): ChatEvent => ({ type: "RatingRequested", agent: by });
export const rated = (rating: Rating): ChatEvent => ({ type: "ChatRated", rating });
export const ratingRemoved: ChatEvent = { type: "RatingRemoved" };
export const commented = (text: string): ChatEvent => ({ type: "CommentSubmitted", text });
export const tagged = (by: AgentRef, ...tags: string[]): ChatEvent => ({
  type: "TagsChanged",
  agent: by,
  tags,
});
export const detailsUpdated = (
  by: Sender,
  changed: ContactField[],
  name: string | null = "Zoe",
): ChatEvent => ({ type: "ContactDetailsUpdated", by, changed, name });
export const offlineMessageLeft: ChatEvent = {
  type: "OfflineMessageLeft",
  visitor: zoe,
  departmentId: sales,
  contact: claimed,
  messageId: "message-1",
  text: hello,
};
export const offlineMessageRead = (by: AgentRef): ChatEvent => ({ type: "OfflineMessageRead", agent: by });
export const teamChatStarted = (by: AgentRef, ...colleagues: AgentRef[]): ChatEvent => ({
  type: "TeamChatStarted",
  by,
  members: [by, ...colleagues],
});
export const teamMembersAdded = (by: AgentRef, ...added: AgentRef[]): ChatEvent => ({
  type: "TeamMembersAdded",
  by,
  added,
});

/** Chats as far as they have come. */
export const waitingChat = [startedByVisitor, wrote(visitor), queued(1)];
export const servedChat = [...waitingChat, joined(ana)];
export const unattendedChat = [...servedChat, left(ana)];
export const endedChat = [...servedChat, ended(visitor)];
/** Ana wrote first; Zoe has not answered. */
export const proactiveChat = [startedByAgent, joined(ana), wrote(agent(ana))];
/** Ana has left; Ben has yet to open it. */
export const handedOverChat = [...servedChat, handedOver(ana, ben), left(ana)];
export const offlineMessage = [offlineMessageLeft];
export const teamChat = [teamChatStarted(ana, cleo, dan)];

/** What the state of Zoe's request holds at noon, whatever its status. */
export const started: Started = {
  visitor: zoe,
  departmentId: sales,
  startedBy: "visitor",
  startedAt: noon,
  quietSince: noon,
  visitorHasWritten: true,
  visitorGoneSince: null,
  participants: [],
  excluded: [],
  rating: null,
  comment: null,
  isRatingRequested: false,
  tags: [],
};
/** Likewise, once Ana has served it. */
export const startedAndServed: Started = { ...started, participants: [ana] };
