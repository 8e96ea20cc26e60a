import { ActionIcon, Tooltip } from "@mantine/core";
import { IconThumbUp } from "@tabler/icons-react";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";
import { tell } from "../ui/notify.ts";
import { wordRefusal } from "../words/error-words.ts";
import { useWords } from "../words/Words.tsx";

/** There only while rating is enabled in Settings [RA10]. */
export function RequestRating({ chatId }: { chatId: string }) {
  const words = useWords();
  const client = useAgentClient();
  const isEnabled = useAgentState((state) => state.settings?.ratingEnabled ?? false);
  if (!isEnabled) return null;
  const ask = async () => {
    const answer = await client.requestRating(chatId);
    if (!answer.ok) tell(wordRefusal(words.refusals, answer.refusal));
  };
  return (
    <Tooltip label={words.requestRating} openDelay={400}>
      <ActionIcon variant="subtle" color="gray" size={32} aria-label={words.requestRating} onClick={ask}>
        <IconThumbUp size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
