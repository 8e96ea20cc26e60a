import { type Ender, isAgentIn, type Started, type VisitorChatState } from "@causerie/domain";
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";
import { useSendFiles } from "../files/client-files.ts";
import { useServeChat } from "../left-bar/use-serve.ts";
import { tell } from "../ui/notify.ts";
import type { Words } from "../words/en.ts";
import { wordRefusal } from "../words/error-words.ts";
import { useWords } from "../words/Words.tsx";
import { Composer } from "./Composer.tsx";

import { Invited } from "./Invited.tsx";
import { RequestRating } from "./RequestRating.tsx";
import { Said } from "./Said.tsx";

/** Below the log: what I can do here, which is to write, to serve, to join, or to know why not. */
export function ComposerPlace({ chatId, view }: { chatId: string; view: VisitorChatState }) {
  const words = useWords();
  const agentId = useAgentState((state) => state.me?.agentId);
  const invitation = useAgentState((state) => state.chats.get(chatId)?.invitation);
  if (invitation) return <Invited chatId={chatId} invitation={invitation} />;
  switch (view.status) {
    case "waiting":
      return <Waiting chatId={chatId} />;
    case "unattended":
      return <Join chatId={chatId} view={view} />;
    case "ended":
      return <Ended by={view.endedBy} visitor={view.visitor} />;
    case "served": {
      // Plain numbers and branded ones are the same numbers.
      const isIn = agentId !== undefined && isAgentIn(view, agentId as Parameters<typeof isAgentIn>[1]);
      if (isIn) return <Write chatId={chatId} />;
      return <Said>{words.servedBy(view.agents.map(({ name }) => name))}</Said>;
    }
  }
}

function Write({ chatId }: { chatId: string }) {
  const words = useWords();
  const client = useAgentClient();
  const sendFiles = useSendFiles({ chatId });
  return (
    <Composer
      draftOf={chatId}
      placeholder={words.messagePlaceholder}
      canNote
      onSend={(text, isNote) => (isNote ? client.writeNote(chatId, text) : client.send(chatId, text))}
      onInput={(isNote) => client.typing(chatId, isNote)}
      onFiles={sendFiles}
      tools={<RequestRating chatId={chatId} />}
    />
  );
}

function Waiting({ chatId }: { chatId: string }) {
  const words = useWords();
  const serve = useServeChat();
  return (
    <Said action={<Button onClick={() => serve(chatId)}>{words.serveThis}</Button>}>
      {words.waitsForAnswer}
    </Said>
  );
}

/** [CH7] The message joins the chat that everybody has left. */
function Join({ chatId, view }: { chatId: string; view: VisitorChatState & { status: "unattended" } }) {
  const words = useWords();
  const client = useAgentClient();
  const sendFiles = useSendFiles({ visitorId: view.visitor.visitorId });
  const awaited = view.invitations.find(({ handsOver }) => handsOver);
  const join = async (text: string) => {
    const answer = await client.startChat(view.visitor.visitorId, text);
    if (!answer.ok) tell(wordRefusal(words.refusals, answer.refusal));
  };
  return (
    <>
      <Said>{awaited ? `${words.waitsForTitle(awaited.agent.name)}.` : words.nobodyServes}</Said>
      <Composer draftOf={chatId} placeholder={words.joinPlaceholder} onSend={join} onFiles={sendFiles} />
    </>
  );
}

function Ended({ by, visitor }: { by: Ender; visitor: Started["visitor"] }) {
  const words = useWords();
  const isHere = useAgentState((state) => Boolean(state.details.get(visitor.visitorId)?.here));
  const startAgain = (
    <Button
      variant="default"
      renderRoot={(props) => (
        <Link to="/visitors/$visitorId" params={{ visitorId: visitor.visitorId }} {...props} />
      )}
    >
      {words.writeAgain}
    </Button>
  );
  return <Said action={isHere ? startAgain : null}>{endedBy(words, by)}</Said>;
}

function endedBy(words: Words, by: Ender): string {
  switch (by.kind) {
    case "visitor":
      return words.endedBy.visitor;
    case "agent":
      return words.endedBy.agent(by.name);
    case "time-out":
      return words.endedBy[by.because];
  }
}
