import type { PastChat } from "@causerie/protocol";
import { Button, Skeleton } from "@mantine/core";
import { IconHistory, IconPlugX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { RatingMark } from "../history/RatingMark.tsx";
import { HttpFailure } from "../ui/ask.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Late } from "../ui/Late.tsx";
import { When } from "../ui/When.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./PastChats.module.css";
import { usePastChats } from "./use-past-chats.ts";

/** [HI3] */
export function PastChats({ visitorId, except }: { visitorId: string; except: string | null }) {
  const words = useWords();
  const { chats, isRead, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePastChats(
    visitorId,
    except,
  );
  if (error && !isRead) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!isRead) return <Bones />;
  if (chats.length === 0) {
    return (
      <EmptyState icon={<IconHistory size={22} />} title={words.noPastChats} hint={words.noPastChatsHint} />
    );
  }
  return (
    <div className={classes.scroller}>
      <h2 className={classes.title}>{words.pastChats}</h2>
      <ul className={classes.chats}>
        {chats.map((chat) => (
          <Past key={chat.chatId} chat={chat} />
        ))}
      </ul>
      {hasNextPage && (
        <Button
          className={classes.more}
          size="xs"
          variant="default"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {words.loadMore}
        </Button>
      )}
    </div>
  );
}

function Past({ chat }: { chat: PastChat }) {
  const words = useWords();
  const { chatId, startedAt, kind, agents, rating, firstLine, isClaimed } = chat;
  return (
    <li>
      <Link
        to="."
        search={(search) => ({ ...search, info: undefined, history: true, past: chatId })}
        className={classes.chat}
        data-past-chat={chatId}
      >
        <span className={classes.when}>
          <When at={startedAt} />
        </span>
        <span className={classes.by}>
          <bdi>{kind === "message" ? words.offlineMessage : agents.join(", ")}</bdi>
          {rating && <RatingMark rating={rating} />}
        </span>
        <bdi className={classes.line}>{firstLine ?? words.nothingWritten}</bdi>
        {isClaimed && (
          <span className={classes.claimed} title={words.claimedEmailHint}>
            {words.claimedEmail}
          </span>
        )}
      </Link>
    </li>
  );
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const words = useWords();
  const code = error instanceof HttpFailure ? error.code : "defect";
  return (
    <EmptyState
      icon={<IconPlugX size={22} />}
      title={words.historyFailed}
      hint={words.httpErrors[code](null)}
    >
      <Button size="xs" onClick={onRetry}>
        {words.tryAgain}
      </Button>
    </EmptyState>
  );
}

function Bones() {
  return (
    <Late>
      <div className={classes.bones}>
        <Skeleton height={14} width="40%" />
        <Skeleton height={48} />
        <Skeleton height={48} />
        <Skeleton height={48} />
      </div>
    </Late>
  );
}
