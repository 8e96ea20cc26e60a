import { type Invitation, isOpen, type VisitorChatState } from "@causerie/domain";
import { StatusBadge } from "../visitors/StatusBadge.tsx";
import { useWords } from "../words/Words.tsx";
import { RatingMark } from "./RatingMark.tsx";

export function ChatStatus({ view }: { view: VisitorChatState }) {
  const words = useWords();
  const isGone = isOpen(view) && view.visitorGoneSince !== null;
  return (
    <>
      <ChatBadge view={view} />
      {isOpen(view) &&
        view.invitations.map((invitation) => (
          <Awaited key={invitation.agent.agentId} invitation={invitation} />
        ))}
      <RatingMark view={view} />
      {isGone && <StatusBadge kind="idle">{words.notOnSite}</StatusBadge>}
    </>
  );
}

/** Whoever is asked in and has yet to open it. */
function Awaited({ invitation: { agent, handsOver } }: { invitation: Invitation }) {
  const words = useWords();
  if (!handsOver) return <StatusBadge kind="idle">{words.pendingGuest(agent.name)}</StatusBadge>;
  return (
    <StatusBadge kind="requesting" title={words.waitsForTitle(agent.name)}>
      {words.waitsFor(agent.name)}
    </StatusBadge>
  );
}

function ChatBadge({ view }: { view: VisitorChatState }) {
  const words = useWords();
  switch (view.status) {
    case "waiting":
      return <StatusBadge kind="requesting">{words.visitorStatus.requesting}</StatusBadge>;
    case "served":
      return (
        <StatusBadge kind="served">
          {words.visitorStatus.served(view.agents.map(({ name }) => name))}
        </StatusBadge>
      );
    case "unattended":
      return <StatusBadge kind="idle">{words.statusUnattended}</StatusBadge>;
    case "ended":
      return <StatusBadge kind="idle">{words.statusEnded}</StatusBadge>;
  }
}
