import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconArrowLeft, IconUserPlus } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useCallback, useRef } from "react";
import { Composer } from "../chats/Composer.tsx";
import { chatName } from "../chats/chat-name.ts";
import { Log } from "../chats/Log.tsx";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";
import { useSendFiles } from "../files/client-files.ts";
import { RoomHeading } from "../ui/RoomHeading.tsx";
import { StatusDot } from "../ui/StatusDot.tsx";
import { useWords } from "../words/Words.tsx";
import { AddColleagues } from "./AddColleagues.tsx";
import classes from "./Team.module.css";
import { isGroup, type TeamReplica } from "./team-chats.ts";
import { useGoTo } from "./use-go-to.ts";

type Props = { chat: TeamReplica; goTo?: number | undefined };

export function TeamWindow({ chat, goTo }: Props) {
  const words = useWords();
  const client = useAgentClient();
  const myId = useAgentState((state) => state.me?.agentId);
  const { chatId } = chat;
  const name = chatName(words, chat.view, myId);
  const sendFiles = useSendFiles({ chatId });
  const loadOlder = useCallback(() => client.loadOlder(chatId), [client, chatId]);
  const markRead = useCallback(() => client.markRead(chatId), [client, chatId]);
  const window = useRef<HTMLElement>(null);
  useGoTo(goTo, { window, entries: chat.entries, hasOlder: chat.hasOlder, loadOlder });
  return (
    <section ref={window} className={classes.chat} aria-label={name}>
      <Header chat={chat} name={name} />
      <Log
        visitor={null}
        entries={chat.entries}
        pending={chat.pending}
        typing={chat.typing}
        isLoadingOlder={chat.loadingOlder}
        loadOlder={loadOlder}
        onSeen={markRead}
      />
      <Composer
        draftOf={chatId}
        placeholder={words.team.writeTo(name)}
        onSend={(text) => client.send(chatId, text)}
        onInput={() => client.typing(chatId)}
        onFiles={sendFiles}
      />
    </section>
  );
}

function Header({ chat, name }: { chat: TeamReplica; name: string }) {
  const words = useWords();
  const [isAdding, adding] = useDisclosure(false);
  const ids = chat.view.members.map(({ agentId }): number => agentId);
  const hasOthers = useAgentState((state) => state.colleagues.some(({ agentId }) => !ids.includes(agentId)));
  return (
    <header className={classes.header}>
      <ActionIcon
        variant="subtle"
        color="gray"
        className={classes.back}
        aria-label={words.team.room}
        renderRoot={(props) => <Link to="/team" {...props} />}
      >
        <IconArrowLeft size={18} />
      </ActionIcon>
      <div className={classes.who}>
        <RoomHeading className={classes.title}>
          <bdi>{name}</bdi>
        </RoomHeading>
        <Presence memberIds={ids} />
      </div>
      {isGroup(chat) && ids.length > 2 && <LeaveGroup chatId={chat.chatId} />}
      {hasOthers && (
        <Tooltip label={words.team.add}>
          <ActionIcon variant="default" size={30} aria-label={words.team.add} onClick={adding.open}>
            <IconUserPlus size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      <AddColleagues chat={chat} opened={isAdding} onClose={adding.close} />
    </header>
  );
}

function Presence({ memberIds }: { memberIds: readonly number[] }) {
  const words = useWords();
  const myId = useAgentState((state) => state.me?.agentId);
  const colleagues = useAgentState((state) => state.colleagues);
  const others = colleagues.filter(({ agentId }) => agentId !== myId && memberIds.includes(agentId));
  return (
    <span className={classes.presence}>
      {others.map((one) => (
        <span key={one.agentId} className={classes.present}>
          <StatusDot status={one.connected ? one.status : null} />
          {others.length > 1 && <bdi>{one.name}</bdi>}{" "}
          {one.connected ? words.status[one.status] : words.team.notConnected}
        </span>
      ))}
    </span>
  );
}

/** [TE4] */
function LeaveGroup({ chatId }: { chatId: string }) {
  const words = useWords();
  const client = useAgentClient();
  const navigate = useNavigate();
  const leave = async () => {
    const answer = await client.leaveChat(chatId);
    if (answer.ok) void navigate({ to: "/team" });
  };
  return (
    <Button size="xs" variant="default" onClick={leave}>
      {words.leaveChat}
    </Button>
  );
}
