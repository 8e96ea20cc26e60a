import { Menu } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconHistory } from "@tabler/icons-react";
import { PHONE } from "../../shell/screen.ts";
import { useWords } from "../../words/Words.tsx";
import { useSide } from "../side.ts";

/** On a phone, where the buttons have no room for it. */
export function HistoryItem() {
  const words = useWords();
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  const { toggle } = useSide();
  if (!isPhone) return null;
  return (
    <Menu.Item leftSection={<IconHistory size={16} />} onClick={() => toggle("history")}>
      {words.history}
    </Menu.Item>
  );
}
