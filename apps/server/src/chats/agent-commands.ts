import type { AgentRef } from "@causerie/domain";
import type { AgentCommand } from "@causerie/protocol";
import type { ChatsContext } from "./context.ts";
import { inviteAgent, transferToDepartment } from "./hand-on.ts";
import type { Answer, Order } from "./perform.ts";
import { startChat } from "./start-chat.ts";
import { addTeamMembers, startTeamChat } from "./team-chats.ts";

/** Details are no chat's: what edits them is answered otherwise. */
type ChatCommandOfAgent = Exclude<AgentCommand, { type: "EditVisitor" }>;

/** What an agent's command does, by whoever does it. */
export function performForAgent(
  context: ChatsContext,
  order: Order,
  agent: AgentRef,
  command: ChatCommandOfAgent,
): Promise<Answer> {
  const { perform, claim, files } = context;
  const from = { kind: "agent", ...agent } as const;
  switch (command.type) {
    case "ServeNext":
      return claim.serveNext(order, agent);
    case "ServeChat":
      return claim.onChat(order, command.chatId, { type: "ServeChat", agent });
    case "StartChat":
      return startChat(context, order, agent, { visitorId: command.visitorId, text: command.text });
    case "StartChatWithFile": {
      const { visitorId, fileId } = command;
      return files.send(order, fileId, (content) =>
        startChat(context, order, agent, { visitorId, ...content }),
      );
    }
    case "SendMessage":
      return perform.onChat(order, command.chatId, {
        type: "SendMessage",
        from,
        messageId: order.commandId,
        text: command.text,
      });
    case "SendFile": {
      const { chatId, fileId } = command;
      const message = { type: "SendMessage", from, messageId: order.commandId } as const;
      return files.send(order, fileId, (content) =>
        perform.onChat(order, chatId, { ...message, ...content }),
      );
    }
    case "LeaveChat":
      return perform.onChat(order, command.chatId, { type: "LeaveChat", agent });
    case "EndChat":
      return perform.onChat(order, command.chatId, { type: "EndChat", by: from });
    case "WriteNote": {
      const { chatId, text } = command;
      return perform.onChat(order, chatId, { type: "WriteNote", agent, messageId: order.commandId, text });
    }
    case "TransferToDepartment":
      return transferToDepartment(context, order, agent, command);
    case "InviteAgent":
      return inviteAgent(context, order, agent, command);
    case "AcceptInvitation":
      return claim.onChat(order, command.chatId, { type: "AcceptInvitation", agent });
    case "DeclineInvitation":
      return claim.onChat(order, command.chatId, { type: "DeclineInvitation", agent });
    case "RequestRating":
      return perform.onChat(order, command.chatId, { type: "RequestRating", agent });
    case "StartTeamChat":
      return startTeamChat(context, order, agent, command.agentIds);
    case "AddTeamMembers":
      return addTeamMembers(context, order, agent, command);
    case "ReadOfflineMessage":
      return perform.onChat(order, command.chatId, { type: "ReadOfflineMessage", agent });
    case "ChangeTags": {
      const { chatId, add, remove } = command;
      return perform.onChat(order, chatId, { type: "ChangeTags", agent, add, remove });
    }
  }
}
