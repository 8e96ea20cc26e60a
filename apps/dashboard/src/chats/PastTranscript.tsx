import type { AgentChat } from "@causerie/client";
import { ActionIcon } from "@mantine/core";
import { IconArrowLeft, IconExternalLink } from "@tabler/icons-react";
import { Link, useRouter } from "@tanstack/react-router";
import { useCallback, useEffect, useRef } from "react";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";
import { dateAndTime } from "../ui/time.ts";
import { visitorName } from "../visitors/visitor-name.ts";
import { useWords } from "../words/Words.tsx";
import { AwaitedChat } from "./Awaited.tsx";
import { Log } from "./Log.tsx";
import { OfflineMessageCard } from "./OfflineMessageCard.tsx";
import classes from "./PastChats.module.css";
import { useSide } from "./side.ts";
import { useLookAt } from "./use-look-at.ts";

const NONE: readonly never[] = [];
const nothing = () => {};

/** A past chat, whole: older pages come as one scrolls. */
export function PastTranscript({ chatId }: { chatId: string }) {
  useLookAt(chatId);
  const chat = useAgentState((state) => state.chats.get(chatId));
  return (
    <div className={classes.transcript}>
      <Bar chatId={chatId} startedAt={chat && "startedAt" in chat.view ? chat.view.startedAt : null} />
      {chat ? <Transcript chat={chat} /> : <AwaitedChat key={chatId} />}
    </div>
  );
}

/** The way back takes the focus, and gives it back to where it came from. */
function Bar({ chatId, startedAt }: { chatId: string; startedAt: number | null }) {
  const words = useWords();
  const { closePast } = useSide();
  const router = useRouter();
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  const goBack = () => {
    closePast();
    const stop = router.subscribe("onRendered", () => {
      stop();
      document.querySelector<HTMLElement>(`[data-past-chat="${CSS.escape(chatId)}"]`)?.focus();
    });
  };
  return (
    <div className={classes.bar}>
      <ActionIcon
        ref={back}
        variant="subtle"
        color="gray"
        aria-label={words.backToPastChats}
        onClick={goBack}
      >
        <IconArrowLeft size={17} />
      </ActionIcon>
      <h2 className={classes.started}>{startedAt !== null && dateAndTime(startedAt, words.locale)}</h2>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={words.openInRoom}
        renderRoot={(props) => (
          <Link to="/chats/$chatId" params={{ chatId }} search={{ history: undefined }} {...props} />
        )}
      >
        <IconExternalLink size={16} />
      </ActionIcon>
    </div>
  );
}

function Transcript({ chat }: { chat: AgentChat }) {
  const words = useWords();
  const client = useAgentClient();
  const { chatId, view } = chat;
  const loadOlder = useCallback(() => client.loadOlder(chatId), [client, chatId]);
  const known = useAgentState(({ details }) =>
    "visitor" in view ? details.get(view.visitor.visitorId) : undefined,
  );
  if (view.status === "offline-message") return <OfflineMessageCard chat={chat} view={view} />;
  if (!("visitor" in view)) return null;
  return (
    <Log
      label={words.transcriptOf(dateAndTime(view.startedAt, words.locale))}
      visitor={visitorName(words, known ?? view.visitor)}
      entries={chat.entries}
      pending={NONE}
      typing={NONE}
      isLoadingOlder={chat.loadingOlder}
      loadOlder={loadOlder}
      onSeen={nothing}
    />
  );
}
