import type { AgentChat } from "@causerie/client";
import { isVisitorChat, type VisitorChatState } from "@causerie/domain";
import { Skeleton } from "@mantine/core";
import { IconMessageOff } from "@tabler/icons-react";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Late } from "../ui/Late.tsx";
import { visitorName } from "../visitors/visitor-name.ts";
import { useWords } from "../words/Words.tsx";
import { ChatDialogs } from "./actions/ChatDialogs.tsx";
import { ChatHeader } from "./ChatHeader.tsx";
import { ChatStatus } from "./ChatStatus.tsx";
import classes from "./ChatWindow.module.css";
import { ComposerPlace } from "./ComposerPlace.tsx";
import { InfoSide } from "./InfoSide.tsx";
import { Log } from "./Log.tsx";
import { useInvitationEnd } from "./use-invitation.ts";
import { useVisitorDetails } from "./use-visitor-details.ts";

const route = getRouteApi("/signed-in/chats/$chatId");
const NONE: readonly never[] = [];
/** A chat that the server has not sent by then is not one that we may see. */
const ARRIVAL_MS = 3000;

export function ChatPage() {
  const { chatId } = route.useParams();
  useLookAt(chatId);
  const chat = useAgentState((state) => state.chats.get(chatId));
  if (!chat || !isVisitorChat(chat.view)) return <Awaited key={chatId} />;
  return <ChatWindow key={chatId} chat={chat} view={chat.view} />;
}

/** Whoever is in the chat keeps it; whoever only looks lets it go on leaving the room. */
function useLookAt(chatId: string): void {
  const client = useAgentClient();
  useEffect(() => {
    client.openChat(chatId);
    return () => {
      if (!client.state.chats.get(chatId)?.mine) client.closeChat(chatId);
    };
  }, [client, chatId]);
}

type Props = { chat: AgentChat; view: VisitorChatState };

function ChatWindow({ chat, view }: Props) {
  const words = useWords();
  const client = useAgentClient();
  const { info = false } = route.useSearch();
  const { chatId, mine } = chat;
  const { visitorId } = view.visitor;
  const details = useVisitorDetails(visitorId);
  useInvitationEnd(chat);
  const starting = useAgentState((state) => state.starting.get(visitorId)) ?? NONE;
  const name = visitorName(words, details ?? view.visitor);
  const loadOlder = useCallback(() => client.loadOlder(chatId), [client, chatId]);
  const markRead = useCallback(() => {
    if (mine) client.markRead(chatId);
  }, [client, chatId, mine]);
  return (
    <div className={classes.page}>
      <section className={classes.window} aria-label={name}>
        <ChatHeader
          name={name}
          chat={chat}
          page={details?.here?.page ?? null}
          status={<ChatStatus view={view} />}
        />
        <Log
          visitor={name}
          entries={chat.entries}
          pending={starting.length > 0 ? [...chat.pending, ...starting] : chat.pending}
          typing={chat.typing}
          isLoadingOlder={chat.loadingOlder}
          loadOlder={loadOlder}
          onSeen={markRead}
        />
        <ComposerPlace chatId={chatId} view={view} />
        <ChatDialogs chat={chat} />
      </section>
      {info && <InfoSide visitorId={visitorId} />}
    </div>
  );
}

function Awaited() {
  const words = useWords();
  const isOnline = useAgentState((state) => state.connection.kind === "online");
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isOnline) return;
    const timer = setTimeout(() => setLate(true), ARRIVAL_MS);
    return () => clearTimeout(timer);
  }, [isOnline]);
  if (!isLate) return <Bones />;
  return (
    <EmptyState icon={<IconMessageOff size={22} />} title={words.chatNotFound} hint={words.chatNotFoundHint}>
      <Link to="/visitors" search={{}}>
        {words.visitors}
      </Link>
    </EmptyState>
  );
}

function Bones() {
  return (
    <Late>
      <div className={classes.bones}>
        <Skeleton height={22} width={180} />
        <Skeleton height={40} width="46%" mt={28} />
        <Skeleton height={56} width="58%" />
        <Skeleton height={40} width="40%" ml="auto" />
      </div>
    </Late>
  );
}
