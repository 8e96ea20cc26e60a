import type { AgentChat } from "@causerie/client";
import type { ComponentType } from "react";
import { CreateTicketItem } from "../../tickets/CreateTicketItem.tsx";
import { ExportTranscriptItem } from "./ExportTranscriptItem.tsx";
import { InviteAgentItem } from "./InviteAgentItem.tsx";
import { LeaveChatItem } from "./LeaveChatItem.tsx";
import { TransferToDepartmentItem } from "./TransferToDepartmentItem.tsx";

/** `isIn`: I am in the chat, and it is open. */
export type ActionProps = { chat: AgentChat; isIn: boolean };

/** The menu Actions, from top to bottom. An item that does not apply shows nothing. */
export const ACTION_ITEMS: readonly { name: string; Item: ComponentType<ActionProps> }[] = [
  { name: "invite-agent", Item: InviteAgentItem },
  { name: "transfer-to-department", Item: TransferToDepartmentItem },
  { name: "create-ticket", Item: CreateTicketItem },
  { name: "export-transcript", Item: ExportTranscriptItem },
  { name: "leave-chat", Item: LeaveChatItem },
];
