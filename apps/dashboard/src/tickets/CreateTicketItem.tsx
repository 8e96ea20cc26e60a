import { Menu } from "@mantine/core";
import { IconTicket } from "@tabler/icons-react";
import { useChatDialog } from "../chats/actions/chat-dialog.ts";
import type { ActionProps } from "../chats/actions/props.ts";
import { useWords } from "../words/Words.tsx";
import { isTicketable } from "./ticketable.ts";

/** For everybody who may read the chat, also when it is over. */
export function CreateTicketItem({ chat }: ActionProps) {
  const words = useWords();
  const { open } = useChatDialog();
  if (!isTicketable(chat)) return null;
  return (
    <Menu.Item leftSection={<IconTicket size={16} />} onClick={() => open("create-ticket")}>
      {words.tickets.create}
    </Menu.Item>
  );
}
