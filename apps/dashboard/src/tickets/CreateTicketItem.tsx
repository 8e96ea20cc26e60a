import { isVisitorChat } from "@causerie/domain";
import { Menu } from "@mantine/core";
import { IconTicket } from "@tabler/icons-react";
import { useChatDialog } from "../chats/actions/chat-dialog.ts";
import type { ActionProps } from "../chats/actions/props.ts";
import { useWords } from "../words/Words.tsx";

/** For everybody who may read the chat, also when it is over. */
export function CreateTicketItem({ chat: { view } }: ActionProps) {
  const words = useWords();
  const { open } = useChatDialog();
  if (!isVisitorChat(view) && view.status !== "offline-message") return null;
  return (
    <Menu.Item leftSection={<IconTicket size={16} />} onClick={() => open("create-ticket")}>
      {words.tickets.create}
    </Menu.Item>
  );
}
