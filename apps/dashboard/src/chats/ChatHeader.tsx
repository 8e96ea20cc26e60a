import type { AgentChat } from "@causerie/client";
import type { Page } from "@causerie/protocol";
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { TicketsOfChat } from "../tickets/TicketsOfChat.tsx";
import { RoomHeading } from "../ui/RoomHeading.tsx";
import { departmentName } from "../visitors/groups.ts";
import { PageLink } from "../visitors/PageLink.tsx";
import { useWords } from "../words/Words.tsx";
import { ChatActions } from "./actions/ChatActions.tsx";
import classes from "./ChatWindow.module.css";
import { type Side, useSide } from "./side.ts";
import { useChatActions } from "./use-chat-actions.ts";

type Props = { name: string; status: ReactNode; page: Page | null; chat?: AgentChat };

export function ChatHeader({ name, status, page, chat }: Props) {
  return (
    <header className={classes.header}>
      <div className={classes.who}>
        <div className={classes.title}>
          <RoomHeading className={classes.name}>
            <bdi>{name}</bdi>
          </RoomHeading>
          {chat && <Department chat={chat} />}
        </div>
        {status}
        {chat && <TicketsOfChat chatId={chat.chatId} />}
        {page && (
          <span className={classes.page_now}>
            <PageLink page={page} />
          </span>
        )}
      </div>
      <div className={classes.buttons}>
        {chat && <ChatActions chat={chat} />}
        {chat && <MyButtons chatId={chat.chatId} />}
        <SideButton side="history" className={chat && classes.in_menu} />
        <SideButton side="info" />
      </div>
    </header>
  );
}

/** [TR8] */
function Department({ chat: { view } }: { chat: AgentChat }) {
  const words = useWords();
  const departments = useAgentState((state) => state.departments);
  if (!("departmentId" in view) || view.departmentId === null) return null;
  const name = departmentName(words, view.departmentId, departments);
  return (
    <span className={classes.department} title={name}>
      <bdi>{name}</bdi>
    </span>
  );
}

function MyButtons({ chatId }: { chatId: string }) {
  const words = useWords();
  const { isIn, leave, end } = useChatActions(chatId);
  if (!isIn) return null;
  return (
    <>
      <Button size="xs" variant="default" className={classes.in_menu} onClick={leave}>
        {words.leaveChat}
      </Button>
      <Button size="xs" variant="default" onClick={end}>
        {words.endChat}
      </Button>
    </>
  );
}

function SideButton({ side, className = "" }: { side: Side; className?: string | undefined }) {
  const words = useWords();
  const { side: shown, toggle } = useSide();
  const isShown = shown === side;
  return (
    <Button
      size="xs"
      variant="default"
      className={`${className} ${isShown ? classes.pressed : ""}`}
      aria-pressed={isShown}
      onClick={() => toggle(side)}
    >
      {words[side]}
    </Button>
  );
}
