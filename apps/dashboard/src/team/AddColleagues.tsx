import { Button, Group, Modal, MultiSelect, Stack, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";
import { wordRefusal } from "../words/error-words.ts";
import { useWords } from "../words/Words.tsx";
import { isGroup, type TeamReplica } from "./team-chats.ts";

type Props = { chat: TeamReplica; opened: boolean; onClose: () => void };

/** [TE4] To a group they are added; with a third, two begin a new chat, and theirs stays theirs. */
export function AddColleagues({ chat, opened, onClose }: Props) {
  const words = useWords();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.team.add}
      closeButtonProps={{ "aria-label": words.close }}
    >
      {opened && <Form chat={chat} onClose={onClose} />}
    </Modal>
  );
}

function Form({ chat, onClose }: Omit<Props, "opened">) {
  const words = useWords();
  const navigate = useNavigate();
  const client = useAgentClient();
  const colleagues = useAgentState((state) => state.colleagues);
  const myId = useAgentState((state) => state.me?.agentId);
  const [chosen, choose] = useState<string[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const memberIds = chat.view.members.map(({ agentId }): number => agentId);
  const others = memberIds.filter((agentId) => agentId !== myId);
  const isOfTwo = !isGroup(chat);
  const free = colleagues.filter(({ agentId }) => !memberIds.includes(agentId));
  const add = async () => {
    const ids = chosen.map(Number);
    const answer = isOfTwo
      ? await client.startTeamChat([...others, ...ids])
      : await client.addTeamMembers(chat.chatId, ids);
    if (!answer.ok) return setFault(wordRefusal(words.refusals, answer.refusal));
    onClose();
    if (isOfTwo) void navigate({ to: "/team/groups/$chatId", params: { chatId: answer.chatId } });
  };
  return (
    <Stack gap="md">
      <MultiSelect
        data-autofocus
        label={words.team.colleagues}
        placeholder={chosen.length === 0 ? words.team.chooseColleagues : ""}
        nothingFoundMessage={words.team.nobodyFound}
        searchable
        data={free.map(({ agentId, name }) => ({ value: String(agentId), label: name }))}
        value={chosen}
        error={fault}
        onChange={choose}
      />
      <Text size="sm" c="dimmed">
        {isOfTwo ? words.team.newChatHint : words.team.wholeLogHint}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button disabled={chosen.length === 0} onClick={add}>
          {words.team.addButton}
        </Button>
      </Group>
    </Stack>
  );
}
