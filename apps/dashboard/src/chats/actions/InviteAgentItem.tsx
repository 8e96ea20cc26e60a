import { Menu } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useWords } from "../../words/Words.tsx";
import { useChatDialog } from "./chat-dialog.ts";
import type { ActionProps } from "./props.ts";

export function InviteAgentItem({ isIn }: ActionProps) {
  const words = useWords();
  const { open } = useChatDialog();
  if (!isIn) return null;
  return (
    <Menu.Item leftSection={<IconUserPlus size={16} />} onClick={() => open("invite-agent")}>
      {words.inviteOrTransfer}
    </Menu.Item>
  );
}
