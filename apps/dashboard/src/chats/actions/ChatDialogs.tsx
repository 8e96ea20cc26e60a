import type { AgentChat } from "@causerie/client";
import { type ComponentType, useEffect, useRef } from "react";
import { CreateTicket } from "../../tickets/CreateTicket.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { focusHeading } from "../../ui/focus.ts";
import type { Words } from "../../words/en.ts";
import { useWords } from "../../words/Words.tsx";
import { useChatActions } from "../use-chat-actions.ts";
import { type ChatDialog, useChatDialog } from "./chat-dialog.ts";
import { InviteAgent } from "./InviteAgent.tsx";
import type { DialogProps } from "./props.ts";
import { TransferToDepartment } from "./TransferToDepartment.tsx";

/** `forThoseIn`: it closes when I am not in the chat, or not any more. */
type Entry = { title: (words: Words) => string; Content: ComponentType<DialogProps>; forThoseIn: boolean };

const DIALOGS: Record<ChatDialog, Entry> = {
  "invite-agent": { title: (words) => words.inviteOrTransfer, Content: InviteAgent, forThoseIn: true },
  "transfer-to-department": {
    title: (words) => words.transferToDepartment,
    Content: TransferToDepartment,
    forThoseIn: true,
  },
  "create-ticket": { title: (words) => words.tickets.create, Content: CreateTicket, forThoseIn: false },
};

export function ChatDialogs({ chat }: { chat: AgentChat }) {
  const words = useWords();
  const { isIn } = useChatActions(chat.chatId);
  const { dialog, close } = useChatDialog();
  const entry = dialog && DIALOGS[dialog];
  const isAllowed = entry !== undefined && (isIn || !entry.forThoseIn);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is open, and whether it may be, matters.
  useEffect(() => {
    if (dialog && !isAllowed) close();
  }, [dialog, isAllowed]);
  useFocusBack(isAllowed);
  return (
    <Dialog title={entry?.title(words) ?? ""} opened={isAllowed} onClose={close}>
      {entry && <entry.Content chat={chat} close={close} />}
    </Dialog>
  );
}

/** To the button that led here, which may have gone with the chat. */
function useFocusBack(isOpen: boolean): void {
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) {
      const actions = document.querySelector<HTMLElement>("[data-chat-actions]");
      if (actions) actions.focus();
      else focusHeading();
    }
    wasOpen.current = isOpen;
  }, [isOpen]);
}
