import type { ComponentType } from "react";
import { CreateTicketItem } from "../../tickets/CreateTicketItem.tsx";
import { ExportTranscriptItem } from "./ExportTranscriptItem.tsx";
import { HistoryItem } from "./HistoryItem.tsx";
import { InviteAgentItem } from "./InviteAgentItem.tsx";
import { LeaveChatItem } from "./LeaveChatItem.tsx";
import type { ActionProps } from "./props.ts";
import { TransferToDepartmentItem } from "./TransferToDepartmentItem.tsx";

/** The menu Actions, from top to bottom. An item that does not apply shows nothing. */
export const ACTION_ITEMS: readonly { name: string; Item: ComponentType<ActionProps> }[] = [
  { name: "invite-agent", Item: InviteAgentItem },
  { name: "transfer-to-department", Item: TransferToDepartmentItem },
  { name: "create-ticket", Item: CreateTicketItem },
  { name: "export-transcript", Item: ExportTranscriptItem },
  { name: "history", Item: HistoryItem },
  { name: "leave-chat", Item: LeaveChatItem },
];
