import type { AgentChat } from "@causerie/client";
import { isVisitorChat, type VisitorChatState } from "@causerie/domain";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback } from "react";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";
import { visitorName } from "../visitors/visitor-name.ts";
import { useWords } from "../words/Words.tsx";
import { AwaitedChat } from "./Awaited.tsx";
import { ChatDialogs } from "./actions/ChatDialogs.tsx";
import { ChatHeader } from "./ChatHeader.tsx";
import { ChatStatus } from "./ChatStatus.tsx";
import classes from "./ChatWindow.module.css";
import { ComposerPlace } from "./ComposerPlace.tsx";
import { HistorySide } from "./HistorySide.tsx";
import { InfoSide } from "./InfoSide.tsx";
import { Log } from "./Log.tsx";
import { OfflineMessagePage } from "./OfflineMessagePage.tsx";
import { useSide } from "./side.ts";
import { useInvitationEnd } from "./use-invitation.ts";
import { useLookAt } from "./use-look-at.ts";
import { useVisitorDetails } from "./use-visitor-details.ts";

const route = getRouteApi("/signed-in/chats/$chatId");
const NONE: readonly never[] = [];

export function ChatPage() {
  const { chatId } = route.useParams();
  useLookAt(chatId);
  const chat = useAgentState((state) => state.chats.get(chatId));
  if (chat?.view.status === "offline-message")
    return <OfflineMessagePage key={chatId} chat={chat} view={chat.view} />;
  if (!chat || !isVisitorChat(chat.view)) return <AwaitedChat key={chatId} />;
  return <ChatWindow key={chatId} chat={chat} view={chat.view} />;
}

type Props = { chat: AgentChat; view: VisitorChatState };

function ChatWindow({ chat, view }: Props) {
  const words = useWords();
  const client = useAgentClient();
  const { side } = useSide();
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
      {side === "info" && <InfoSide visitorId={visitorId} chat={{ chatId, tags: view.tags }} />}
      {side === "history" && <HistorySide visitorId={visitorId} chatId={chatId} />}
    </div>
  );
}
