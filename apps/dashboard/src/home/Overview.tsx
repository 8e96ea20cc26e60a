import { isVisitorChat } from "@causerie/domain";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { useMyChats } from "../left-bar/use-my-chats.ts";
import { Elapsed } from "../ui/Elapsed.tsx";
import { visitorName } from "../visitors/visitor-name.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./Home.module.css";

export function Overview() {
  const words = useWords();
  const queue = useAgentState((state) => state.queue);
  const visitors = useAgentState((state) => state.visitorsHere);
  const chats = useMyChats();
  return (
    <dl className={classes.figures}>
      <Figure name={words.requestsWaiting} n={queue.count} isLit={queue.count > 0}>
        {queue.oldest ? (
          <Link to="/chats/$chatId" params={{ chatId: queue.oldest.chatId }}>
            {words.oldestSince} <Elapsed since={queue.oldest.since} />
          </Link>
        ) : (
          words.allAnswered
        )}
      </Figure>
      <Figure name={words.chatsOfMine} n={chats.filter(({ view }) => view.status !== "ended").length}>
        <LatestChat />
      </Figure>
      <Figure name={words.visitorsOnSite} n={visitors}>
        <Link to="/visitors">{words.seeVisitors}</Link>
      </Figure>
    </dl>
  );
}

function LatestChat() {
  const words = useWords();
  const latest = useMyChats().findLast(({ view }) => view.status === "served");
  if (!latest || !isVisitorChat(latest.view)) return words.noChats;
  return (
    <Link to="/chats/$chatId" params={{ chatId: latest.chatId }}>
      <bdi>{visitorName(words, latest.view.visitor)}</bdi>
    </Link>
  );
}

function Figure({
  name,
  n,
  isLit = false,
  children,
}: {
  name: string;
  n: number;
  isLit?: boolean;
  children: ReactNode;
}) {
  const { locale } = useWords();
  return (
    <div className={classes.figure} data-lit={isLit || undefined}>
      <dt>{name}</dt>
      <dd className={classes.n}>{n.toLocaleString(locale)}</dd>
      <dd className={classes.more}>{children}</dd>
    </div>
  );
}
