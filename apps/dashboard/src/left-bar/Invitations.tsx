import type { AgentChat } from "@causerie/client";
import type { Invitation } from "@causerie/domain";
import { isVisitorChat } from "@causerie/domain";
import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useId } from "react";
import { useInvitation } from "../chats/use-invitation.ts";
import { visitorName } from "../visitors/visitor-name.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./LeftBar.module.css";
import { useInvitations } from "./use-my-chats.ts";

/** Above my chats: somebody waits for me. */
export function Invitations() {
  const invitations = useInvitations();
  return invitations.map(
    (chat) => chat.invitation && <Invited key={chat.chatId} chat={chat} invitation={chat.invitation} />,
  );
}

function Invited({ chat, invitation }: { chat: AgentChat; invitation: Invitation }) {
  const words = useWords();
  const id = useId();
  const { chatId: shown } = useParams({ strict: false });
  const { chatId, view } = chat;
  if (!isVisitorChat(view)) return null;
  const { by, handsOver } = invitation;
  return (
    <li className={classes.chat} data-invitation>
      <span className={classes.dot} data-kind="invitation" />
      <Link
        to="/chats/$chatId"
        params={{ chatId }}
        className={classes.link}
        aria-describedby={id}
        data-chat-link={chatId}
      >
        <bdi className={classes.name}>{visitorName(words, view.visitor)}</bdi>
      </Link>
      <bdi id={id} className={classes.preview}>
        {handsOver ? words.handsYou(by.name) : words.invitesYou(by.name)}
      </bdi>
      {shown !== chatId && <Answers chatId={chatId} describedBy={id} />}
    </li>
  );
}

/** Not while the chat is shown: there they stand below its log. */
function Answers({ chatId, describedBy }: { chatId: string; describedBy: string }) {
  const words = useWords();
  const { open, decline } = useInvitation(chatId);
  return (
    <div className={classes.answers}>
      <Button size="compact-xs" aria-describedby={describedBy} onClick={open}>
        {words.open}
      </Button>
      <Button size="compact-xs" variant="default" aria-describedby={describedBy} onClick={decline}>
        {words.decline}
      </Button>
    </div>
  );
}
