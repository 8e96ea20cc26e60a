import { Menu } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconDoorExit } from "@tabler/icons-react";
import { PHONE } from "../../shell/screen.ts";
import { useWords } from "../../words/Words.tsx";
import { useChatActions } from "../use-chat-actions.ts";
import type { ActionProps } from "./props.ts";

/** On a phone, where the buttons have no room for it. */
export function LeaveChatItem({ chat, isIn }: ActionProps) {
  const words = useWords();
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  const { leave } = useChatActions(chat.chatId);
  if (!isIn || !isPhone) return null;
  return (
    <Menu.Item leftSection={<IconDoorExit size={16} />} onClick={leave}>
      {words.leaveChat}
    </Menu.Item>
  );
}
