import type { HistoryRow } from "@causerie/protocol";
import { Link } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { elapsed } from "../ui/time.ts";
import { When } from "../ui/When.tsx";
import { visitorName } from "../visitors/visitor-name.ts";
import type { Words } from "../words/en.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./HistoryTable.module.css";
import { RatingMark } from "./RatingMark.tsx";

type Column = {
  name: string;
  title: (words: Words) => string;
  Cell: ComponentType<{ row: HistoryRow }>;
};

export const HISTORY_COLUMNS: readonly Column[] = [
  { name: "visitor", title: (words) => words.column.visitor, Cell: Who },
  { name: "agents", title: (words) => words.agents, Cell: Agents },
  { name: "department", title: (words) => words.department, Cell: Department },
  { name: "tags", title: (words) => words.tags, Cell: Tags },
  { name: "rating", title: (words) => words.rating, Cell: Rating },
  { name: "duration", title: (words) => words.duration, Cell: Duration },
  { name: "started", title: (words) => words.started, Cell: Started },
];

/** Who it was and how the chat began lead to the transcript. */
function Who({ row }: { row: HistoryRow }) {
  const words = useWords();
  const { chatId, visitor, firstLine, unread } = row;
  return (
    <>
      {unread && <span className={classes.dot} role="img" aria-label={words.unreadMark} />}
      <Link to="/chats/$chatId" params={{ chatId }} className={classes.link}>
        <span className={classes.who}>
          <bdi className={classes.name}>{visitorName(words, visitor)}</bdi>
          {visitor.email && <bdi className={classes.email}>{visitor.email}</bdi>}
        </span>
        <bdi className={classes.line}>{firstLine ?? words.nothingWritten}</bdi>
      </Link>
    </>
  );
}

function Agents({ row: { kind, agents } }: { row: HistoryRow }) {
  const words = useWords();
  if (kind === "message") return <span className={classes.kind}>{words.offlineMessage}</span>;
  const names = agents.join(", ");
  return <bdi title={names}>{names || "–"}</bdi>;
}

function Department({ row: { department } }: { row: HistoryRow }) {
  return <bdi title={department ?? ""}>{department ?? "–"}</bdi>;
}

function Tags({ row: { tags } }: { row: HistoryRow }) {
  const text = tags.join(", ");
  return <bdi title={text}>{text || "–"}</bdi>;
}

function Rating({ row: { rating } }: { row: HistoryRow }) {
  return rating ? <RatingMark rating={rating} /> : "–";
}

/** [HI6] */
function Duration({ row: { durationMs } }: { row: HistoryRow }) {
  const { locale } = useWords();
  return <span className="figures">{durationMs === null ? "–" : elapsed(durationMs, locale)}</span>;
}

function Started({ row: { startedAt } }: { row: HistoryRow }) {
  return <When at={startedAt} />;
}
