import type { VisitorRow } from "@causerie/protocol";
import { Link } from "@tanstack/react-router";
import { useWords } from "../words/Words.tsx";
import classes from "./VisitorTable.module.css";
import { visitorName } from "./visitor-name.ts";

/** To the chat that the visitor is in, else to where one is started. */
export function VisitorLink({ row }: { row: VisitorRow }) {
  const words = useWords();
  const name = <bdi>{visitorName(words, row)}</bdi>;
  if (row.chatId) {
    return (
      <Link to="/chats/$chatId" params={{ chatId: row.chatId }} className={classes.name}>
        {name}
      </Link>
    );
  }
  return (
    <Link to="/visitors/$visitorId" params={{ visitorId: row.visitorId }} className={classes.name}>
      {name}
    </Link>
  );
}
