import { IconUsersGroup } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { chatName } from "../chats/chat-name.ts";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { Unread } from "../left-bar/Unread.tsx";
import { useWords } from "../words/Words.tsx";
import { Entry, isFoundIn } from "./Entry.tsx";
import classes from "./Team.module.css";
import { isGroup, lastSaid, type TeamReplica, useTeamChats } from "./team-chats.ts";

/** Chats that three and more began. */
export function GroupLinks({ search }: { search: string }) {
  const words = useWords();
  const title = useId();
  const myId = useAgentState((state) => state.me?.agentId);
  const groups = useTeamChats().filter(isGroup);
  const found = groups.filter(({ view }) => isFoundIn([chatName(words, view, myId)], search));
  if (found.length === 0) return null;
  return (
    <section aria-labelledby={title}>
      <h2 id={title} className={classes.listTitle}>
        {words.team.groups}
      </h2>
      <ul className={classes.list}>
        {found.map((chat) => (
          <Group key={chat.chatId} chat={chat} name={chatName(words, chat.view, myId)} />
        ))}
      </ul>
    </section>
  );
}

function Group({ chat, name }: { chat: TeamReplica; name: string }) {
  const about = useId();
  return (
    <Entry about={about} hint="" said={lastSaid(chat)}>
      <IconUsersGroup size={14} aria-hidden />
      <Link
        to="/team/groups/$chatId"
        params={{ chatId: chat.chatId }}
        className={classes.link}
        aria-describedby={about}
      >
        <bdi className={classes.name}>{name}</bdi>
      </Link>
      <Unread n={chat.unread} />
    </Entry>
  );
}
