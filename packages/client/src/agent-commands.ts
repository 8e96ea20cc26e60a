import type { AgentCommand } from "@causerie/protocol";
import { keepIfSame } from "./agent-chats.ts";
import type { Outbox } from "./outbox.ts";
import { NOT_UPLOADED } from "./outbox-entry.ts";
import type {
  AgentClient,
  AgentClientState,
  CommandAnswer,
  FileTarget,
  PendingFile,
  PendingMessage,
} from "./types.ts";

/** Messages to a visitor with no chat yet go in the visitor's own lane. */
const VISITOR_LANE = "visitor:";

/** Edits of one visitor's details go one after the other. */
const DETAILS_LANE = "details:";

type Commands = Pick<
  AgentClient,
  | "serveNext"
  | "serveChat"
  | "startChat"
  | "leaveChat"
  | "endChat"
  | "transferToDepartment"
  | "inviteAgent"
  | "acceptInvitation"
  | "declineInvitation"
  | "requestRating"
  | "changeTags"
  | "startTeamChat"
  | "addTeamMembers"
  | "editVisitor"
  | "readOfflineMessage"
>;

/** What an agent asks of chats, other than to say something: each in the chat's lane. */
export function agentCommands(outbox: Outbox<AgentCommand>, newId: () => string): Commands {
  return {
    /** In no order with anything else: each click is a lane of its own. */
    serveNext: () => {
      const id = newId();
      return outbox.add(id, { type: "ServeNext" }, id);
    },
    serveChat: (chatId) => outbox.add(chatId, { type: "ServeChat", chatId }),
    startChat: (visitorId, text) =>
      outbox.add(VISITOR_LANE + visitorId, { type: "StartChat", visitorId, text }),
    leaveChat: (chatId) => outbox.add(chatId, { type: "LeaveChat", chatId }),
    endChat: (chatId) => outbox.add(chatId, { type: "EndChat", chatId }),
    transferToDepartment: (chatId, transfer) =>
      outbox.add(chatId, { type: "TransferToDepartment", chatId, ...transfer }),
    inviteAgent: (chatId, invitation) => outbox.add(chatId, { type: "InviteAgent", chatId, ...invitation }),
    acceptInvitation: (chatId) => outbox.add(chatId, { type: "AcceptInvitation", chatId }),
    declineInvitation: (chatId) => outbox.add(chatId, { type: "DeclineInvitation", chatId }),
    requestRating: (chatId) => outbox.add(chatId, { type: "RequestRating", chatId }),
    startTeamChat: (agentIds) => {
      const id = newId();
      return outbox.add(id, { type: "StartTeamChat", agentIds: [...agentIds] }, id);
    },
    addTeamMembers: (chatId, agentIds) =>
      outbox.add(chatId, { type: "AddTeamMembers", chatId, agentIds: [...agentIds] }),
    changeTags: (chatId, { add = [], remove = [] }) =>
      outbox.add(chatId, { type: "ChangeTags", chatId, add, remove }),
    editVisitor: (visitorId, changes) =>
      outbox.addEdit(DETAILS_LANE + visitorId, { type: "EditVisitor", visitorId, changes }),
    readOfflineMessage: (chatId) => outbox.add(chatId, { type: "ReadOfflineMessage", chatId }),
  };
}

export function queueFile(
  outbox: Outbox<AgentCommand>,
  target: FileTarget,
  file: PendingFile,
  id: string,
): Promise<CommandAnswer> {
  const fileId = NOT_UPLOADED;
  if ("chatId" in target)
    return outbox.upload(target.chatId, { type: "SendFile", ...target, fileId }, file, id);
  const lane = VISITOR_LANE + target.visitorId;
  return outbox.upload(lane, { type: "StartChatWithFile", ...target, fileId }, file, id);
}

/** First messages to visitors with no chat yet; the same object as `before` when nothing has changed. */
export function startingIn(
  outbox: Outbox<AgentCommand>,
  before: AgentClientState["starting"],
): AgentClientState["starting"] {
  const lanes = outbox.lanes().filter((lane) => lane.startsWith(VISITOR_LANE));
  const starting = new Map(lanes.map((lane) => startingWith(outbox, lane, before)));
  const isSame =
    starting.size === before.size && [...starting].every(([id, lines]) => before.get(id) === lines);
  return isSame ? before : starting;
}

function startingWith(
  outbox: Outbox<AgentCommand>,
  lane: string,
  before: AgentClientState["starting"],
): [string, readonly PendingMessage[]] {
  const visitorId = lane.slice(VISITOR_LANE.length);
  return [visitorId, keepIfSame(before.get(visitorId) ?? [], outbox.pending(lane))];
}
