import type { AgentChat } from "@causerie/client";
import type { OfflineMessage } from "@causerie/domain";
import { StatusBadge } from "../visitors/StatusBadge.tsx";
import { visitorName } from "../visitors/visitor-name.ts";
import { useWords } from "../words/Words.tsx";
import { ChatDialogs } from "./actions/ChatDialogs.tsx";
import { ChatHeader } from "./ChatHeader.tsx";
import classes from "./ChatWindow.module.css";
import { HistorySide } from "./HistorySide.tsx";
import { InfoSide } from "./InfoSide.tsx";
import messageClasses from "./OfflineMessage.module.css";
import { OfflineMessageCard } from "./OfflineMessageCard.tsx";
import { useSide } from "./side.ts";
import { useVisitorDetails } from "./use-visitor-details.ts";

/** A message left while nobody was online, in the place of a chat. */
export function OfflineMessagePage({ chat, view }: { chat: AgentChat; view: OfflineMessage }) {
  const words = useWords();
  const { side } = useSide();
  const { visitorId } = view.visitor;
  const details = useVisitorDetails(visitorId);
  const name = visitorName(words, details ?? view.visitor);
  return (
    <div className={classes.page}>
      <section className={classes.window} aria-label={name}>
        <ChatHeader
          name={name}
          chat={chat}
          page={details?.here?.page ?? null}
          status={<StatusBadge kind="idle">{words.offlineMessage}</StatusBadge>}
        />
        <div className={messageClasses.scroller}>
          <OfflineMessageCard chat={chat} view={view} />
        </div>
        <ChatDialogs chat={chat} />
      </section>
      {side === "info" && <InfoSide visitorId={visitorId} chat={null} />}
      {side === "history" && <HistorySide visitorId={visitorId} chatId={chat.chatId} />}
    </div>
  );
}
