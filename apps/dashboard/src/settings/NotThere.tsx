import { IconQuestionMark } from "@tabler/icons-react";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useWords } from "../words/Words.tsx";

/** An address that leads to what was deleted. */
export function NotThere() {
  const { settingsRoom } = useWords();
  return (
    <EmptyState
      icon={<IconQuestionMark size={22} />}
      title={settingsRoom.notThere}
      hint={settingsRoom.notThereHint}
    />
  );
}
