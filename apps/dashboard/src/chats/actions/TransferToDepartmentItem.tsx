import { Menu } from "@mantine/core";
import { IconArrowForwardUp } from "@tabler/icons-react";
import { useWords } from "../../words/Words.tsx";
import { useChatDialog } from "./chat-dialog.ts";
import type { ActionProps } from "./props.ts";

export function TransferToDepartmentItem({ isIn }: ActionProps) {
  const words = useWords();
  const { open } = useChatDialog();
  if (!isIn) return null;
  return (
    <Menu.Item leftSection={<IconArrowForwardUp size={16} />} onClick={() => open("transfer-to-department")}>
      {words.transferToDepartment}
    </Menu.Item>
  );
}
