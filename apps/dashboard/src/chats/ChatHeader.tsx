import type { AgentChat } from "@causerie/client";
import type { Page } from "@causerie/protocol";
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { TicketsOfChat } from "../tickets/TicketsOfChat.tsx";
import { RoomHeading } from "../ui/RoomHeading.tsx";
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
        <RoomHeading className={classes.name}>
          <bdi>{name}</bdi>
        </RoomHeading>
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
