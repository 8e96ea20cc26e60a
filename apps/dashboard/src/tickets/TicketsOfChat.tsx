import { IconTicket } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useWords } from "../words/Words.tsx";
import classes from "./Tickets.module.css";
import { useTicketsOfChat } from "./ticket-queries.ts";

/** In the chat's head: the tickets that were made of it. */
export function TicketsOfChat({ chatId }: { chatId: string }) {
  const words = useWords();
  const { data } = useTicketsOfChat(chatId);
  return data?.tickets.map(({ number, subject, status }) => (
    <Link
      key={number}
      to="/tickets/$number"
      params={{ number: String(number) }}
      className={classes.ofChat}
      title={`${subject} · ${words.tickets.statusIs[status]}`}
      data-status={status}
    >
      <IconTicket size={14} aria-hidden />
      {words.tickets.ticket(number)}
    </Link>
  ));
}
