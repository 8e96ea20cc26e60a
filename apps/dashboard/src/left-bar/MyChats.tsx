import type { AgentChat } from "@causerie/client";
import { isOpen, isVisitorChat } from "@causerie/domain";
import { CloseButton } from "@mantine/core";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useId } from "react";
import { RatingMark } from "../chats/RatingMark.tsx";
import { useAgentClient } from "../connection/AgentConnection.tsx";
import { visitorName } from "../visitors/visitor-name.ts";
import type { Words } from "../words/en.ts";
import { useWords } from "../words/Words.tsx";
import { Invitations } from "./Invitations.tsx";
import classes from "./LeftBar.module.css";
import { Unread } from "./Unread.tsx";
import { useListedChats, useMyChats } from "./use-my-chats.ts";

export function MyChats() {
  const words = useWords();
  const title = useId();
  const chats = useMyChats();
  const isEmpty = useListedChats().length === 0;
  return (
    <section aria-labelledby={title} className={classes.mine}>
      <h2 id={title} className={classes.title}>
        {words.myChats}
      </h2>
      {isEmpty && <p className={classes.none}>{words.noChats}</p>}
      <ul className={classes.chats}>
        <Invitations />
        {chats.map((chat) => (
          <MyChat key={chat.chatId} chat={chat} />
        ))}
      </ul>
    </section>
  );
}

function MyChat({ chat }: { chat: AgentChat }) {
  const words = useWords();
  const preview = useId();
  if (!isVisitorChat(chat.view)) return null;
  const isEnded = chat.view.status === "ended";
  const name = visitorName(words, chat.view.visitor);
  return (
    <li className={classes.chat} data-ended={isEnded || undefined}>
      <span className={classes.dot} data-kind={kindOf(chat)} />
      <Link
        to="/chats/$chatId"
        params={{ chatId: chat.chatId }}
        className={classes.link}
        aria-describedby={preview}
        data-chat-link={chat.chatId}
      >
        <bdi className={classes.name}>{name}</bdi>
        <Unread n={chat.unread} />
      </Link>
      <span id={preview} className={classes.preview}>
        <RatingMark view={chat.view} short />
        <bdi>{lastLine(words, chat)}</bdi>
      </span>
      {isEnded && <PutAway chatId={chat.chatId} label={words.closeChatOf(name)} />}
    </li>
  );
}

function PutAway({ chatId, label }: { chatId: string; label: string }) {
  const client = useAgentClient();
  const navigate = useNavigate();
  const { chatId: open } = useParams({ strict: false });
  const putAway = () => {
    client.closeChat(chatId);
    if (open === chatId) void navigate({ to: "/" });
  };
  return <CloseButton size="sm" className={classes.close} aria-label={label} onClick={putAway} />;
}

function kindOf({ view }: AgentChat): "here" | "gone" | "ended" {
  if (!isOpen(view)) return "ended";
  return view.visitorGoneSince === null ? "here" : "gone";
}

function lastLine(words: Words, { pending, entries }: AgentChat): string {
  const last = lastOfPending(pending) ?? lastSaid(entries);
  const text = last?.text.slice(0, 120).replace(/\s+/g, " ") ?? "";
  return last?.isNote ? words.notePreview(text) : text;
}

type LastSaid = { text: string; isNote: boolean };

function lastOfPending(pending: AgentChat["pending"]): LastSaid | null {
  const last = pending.at(-1);
  return last ? { text: last.file?.name ?? last.text, isNote: last.isNote } : null;
}

function lastSaid(entries: AgentChat["entries"]): LastSaid | null {
  const last = entries.findLast(
    (entry) => entry.type === "MessageSent" || entry.type === "FileSent" || entry.type === "NoteWritten",
  );
  if (!last) return null;
  return { text: last.type === "FileSent" ? last.file.name : last.text, isNote: last.type === "NoteWritten" };
}
