import type { RatingComment } from "@causerie/protocol";
import { Button } from "@mantine/core";
import { IconThumbDown, IconThumbUp } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { exact } from "../ui/time.ts";
import { visitorName } from "../visitors/visitor-name.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./AnalyticsPage.module.css";
import { ratingCommentsQuery } from "./satisfaction.ts";

/** [RA12] */
export function Comments({ first, last }: { first: string; last: string }) {
  const { analyticsPage: words } = useWords();
  const id = useId();
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    ratingCommentsQuery({ first, last }),
  );
  const comments = data?.pages.flatMap((page) => page.comments);
  return (
    <section aria-labelledby={id} className={classes.card}>
      <h3 id={id} className={classes.subsection}>
        {words.comments}
      </h3>
      {comments?.length === 0 && <p className={classes.hint}>{words.noComments}</p>}
      <ul className={classes.comments}>
        {comments?.map((comment) => (
          <Comment key={comment.chatId} comment={comment} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {words.moreComments}
        </Button>
      )}
    </section>
  );
}

function Comment({ comment }: { comment: RatingComment }) {
  const words = useWords();
  const { rating, chatId, ratedAt, agents, department } = comment;
  const Thumb = rating === "good" ? IconThumbUp : IconThumbDown;
  const name = visitorName(words, comment.visitor);
  return (
    <li className={classes.comment}>
      <p className={classes.about}>
        <span className={rating === "good" ? classes.good : classes.bad}>
          <Thumb size={15} aria-hidden /> {words.ratings[rating]}
        </span>
        <Link to="/chats/$chatId" params={{ chatId }} search={{}}>
          <bdi>{words.analyticsPage.openChat(name)}</bdi>
        </Link>
        <bdi>{[...agents, ...(department === null ? [] : [department])].join(" · ")}</bdi>
        <time dateTime={new Date(ratedAt).toISOString()} title={exact(ratedAt, words.locale)}>
          {new Intl.DateTimeFormat(words.locale, { dateStyle: "medium", timeStyle: "short" }).format(ratedAt)}
        </time>
      </p>
      <p className={classes.text} dir="auto">
        {comment.comment}
      </p>
    </li>
  );
}
