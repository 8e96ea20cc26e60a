import { Button } from "@mantine/core";
import { IconMessagePlus } from "@tabler/icons-react";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useCallback } from "react";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";
import { useSendFiles } from "../files/client-files.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { VisitorStatusBadge } from "../visitors/StatusBadge.tsx";
import { visitorName } from "../visitors/visitor-name.ts";
import { useWords } from "../words/Words.tsx";
import { ChatHeader } from "./ChatHeader.tsx";
import classes from "./ChatWindow.module.css";
import { Composer } from "./Composer.tsx";
import { HistorySide } from "./HistorySide.tsx";
import { InfoSide } from "./InfoSide.tsx";
import { Log } from "./Log.tsx";
import { Said } from "./Said.tsx";
import { useSide } from "./side.ts";
import { useVisitorDetails } from "./use-visitor-details.ts";

const route = getRouteApi("/signed-in/visitors/$visitorId");
const NONE: readonly never[] = [];
const nothing = () => {};

/** A visitor who has no chat yet: what is written here starts one [CH6]. */
export function StartChatPage() {
  const { visitorId } = route.useParams();
  return <StartChat key={visitorId} visitorId={visitorId} />;
}

function StartChat({ visitorId }: { visitorId: string }) {
  const words = useWords();
  const { side } = useSide();
  const details = useVisitorDetails(visitorId);
  const pending = useAgentState((state) => state.starting.get(visitorId)) ?? NONE;
  const goToChat = useGoToChat();
  const start = useStart(visitorId, goToChat);
  const sendFiles = useSendFiles({ visitorId }, goToChat);
  const name = details ? visitorName(words, details) : "…";
  const here = details?.here ?? null;
  const isGone = details !== undefined && here === null;
  return (
    <div className={classes.page}>
      <section className={classes.window} aria-label={name}>
        <ChatHeader
          name={name}
          page={here?.page ?? null}
          status={details && <VisitorStatusBadge status={here?.status ?? null} />}
        />
        <Log
          visitor={name}
          entries={NONE}
          pending={pending}
          typing={NONE}
          isLoadingOlder={false}
          loadOlder={nothing}
          onSeen={nothing}
          empty={
            <EmptyState
              icon={<IconMessagePlus size={22} />}
              title={words.noConversationYet(name)}
              hint={words.noConversationHint}
            />
          }
        />
        {here?.chatId && <InChat chatId={here.chatId} />}
        {isGone && <Said>{`${words.notOnSite}. ${words.notOnSiteHint}`}</Said>}
        {!isGone && (
          <Composer
            draftOf={`visitor:${visitorId}`}
            placeholder={words.startPlaceholder(name)}
            onSend={start}
            onFiles={sendFiles}
          />
        )}
      </section>
      {side === "info" && <InfoSide visitorId={visitorId} chat={null} />}
      {side === "history" && <HistorySide visitorId={visitorId} chatId={null} />}
    </div>
  );
}

/** A refusal stays beside the message, with its retry. */
function useStart(visitorId: string, goToChat: (chatId: string) => void): (text: string) => Promise<void> {
  const client = useAgentClient();
  return async (text) => {
    const answer = await client.startChat(visitorId, text);
    if (answer.ok) goToChat(answer.chatId);
  };
}

function useGoToChat(): (chatId: string) => void {
  const navigate = route.useNavigate();
  return useCallback(
    (chatId) =>
      void navigate({
        to: "/chats/$chatId",
        params: { chatId },
        search: (search) => search,
        replace: true,
      }),
    [navigate],
  );
}

/** Somebody, or the visitor, was faster. */
function InChat({ chatId }: { chatId: string }) {
  const words = useWords();
  const open = (
    <Button
      variant="default"
      renderRoot={(props) => <Link to="/chats/$chatId" params={{ chatId }} {...props} />}
    >
      {words.openThatChat}
    </Button>
  );
  return <Said action={open}>{words.inChatAlready}</Said>;
}
