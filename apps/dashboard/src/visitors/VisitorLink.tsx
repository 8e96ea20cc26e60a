import type { VisitorRow } from "@causerie/protocol";
import { Link } from "@tanstack/react-router";
import { useWords } from "../words/Words.tsx";
import classes from "./VisitorTable.module.css";
import { visitorName } from "./visitor-name.ts";

/** To the chat that the visitor is in, else to where one is started. */
export function VisitorLink({
  row,
  className = classes.name,
}: {
  row: VisitorRow;
  className?: string | undefined;
}) {
  const words = useWords();
  const text = visitorName(words, row);
  // A long name is cut.
  const look = { className, title: text, "data-visitor": row.visitorId };
  const name = <bdi>{text}</bdi>;
  if (row.chatId) {
    return (
      <Link to="/chats/$chatId" params={{ chatId: row.chatId }} {...look}>
        {name}
      </Link>
    );
  }
  return (
    <Link to="/visitors/$visitorId" params={{ visitorId: row.visitorId }} {...look}>
      {name}
    </Link>
  );
}
