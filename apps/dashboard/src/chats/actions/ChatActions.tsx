import type { AgentChat } from "@causerie/client";
import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useWords } from "../../words/Words.tsx";
import { useChatActions } from "../use-chat-actions.ts";
import { ACTION_ITEMS } from "./action-items.ts";

export function ChatActions({ chat }: { chat: AgentChat }) {
  const words = useWords();
  const { isIn } = useChatActions(chat.chatId);
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          data-chat-actions
        >
          {words.actions}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {ACTION_ITEMS.map(({ name, Item }) => (
          <Item key={name} chat={chat} isIn={isIn} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
