import type { AgentCommand } from "@causerie/protocol";
import type { Outbox } from "./outbox.ts";
import type { AgentClient } from "./types.ts";

/** Messages to a visitor with no chat yet go in the visitor's own lane. */
export const VISITOR_LANE = "visitor:";

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
    readOfflineMessage: (chatId) => outbox.add(chatId, { type: "ReadOfflineMessage", chatId }),
  };
}
