import type { TicketRow } from "@causerie/protocol";
import { Skeleton } from "@mantine/core";
import { IconMailX, IconMessage } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { When } from "../ui/When.tsx";
import { useWords } from "../words/Words.tsx";
import { TicketStatusBadge } from "./TicketStatusBadge.tsx";
import classes from "./Tickets.module.css";

const SKELETON_ROWS = 6;

/** `rows`: null until they are read. `more`: what leads to older ones. */
export function TicketTable({ rows, more }: { rows: readonly TicketRow[] | null; more: ReactNode }) {
  const words = useWords();
  const { number, subject, requester, status, created, chat, room } = words.tickets;
  const titles = [number, subject, requester, words.department, status, created, chat];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={classes.scroller} tabIndex={0} aria-label={words.list}>
      <table className={classes.table} aria-label={room} aria-busy={rows === null}>
        <thead>
          <tr>
            {titles.map((title, index) => (
              <th key={title} scope="col" data-column={COLUMNS[index]}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{rows ? rows.map((row) => <Row key={row.number} row={row} />) : <Bones />}</tbody>
      </table>
      {more && <div className={classes.more}>{more}</div>}
    </section>
  );
}

const COLUMNS = ["number", "subject", "requester", "department", "status", "created", "chat"] as const;

function Row({ row }: { row: TicketRow }) {
  const words = useWords();
  const departments = useAgentState((state) => state.departments);
  const department = departments.find(({ departmentId }) => departmentId === row.departmentId);
  const { name, email } = row.requester;
  return (
    <tr className={classes.row}>
      <td data-column="number" className="figures">
        #{row.number}
      </td>
      <td data-column="subject">
        <Link to="/tickets/$number" params={{ number: String(row.number) }} className={classes.subject}>
          <bdi>{row.subject}</bdi>
        </Link>
        {row.mailState === "failed" && (
          <span className={classes.mailFailed} title={words.tickets.mailIs.failed}>
            <IconMailX size={15} aria-hidden />
            <span className="unseen">{words.tickets.mailIs.failed}</span>
          </span>
        )}
      </td>
      <td data-column="requester">
        <bdi title={email}>{name || email}</bdi>
      </td>
      <td data-column="department">
        <bdi>{department?.name ?? "–"}</bdi>
      </td>
      <td data-column="status">
        <TicketStatusBadge status={row.status} />
      </td>
      <td data-column="created">
        <When at={row.createdAt} />
      </td>
      <td data-column="chat">{row.chatId && <ChatLink chatId={row.chatId} ticket={row.number} />}</td>
    </tr>
  );
}

/** Beside the row's own link, which leads to the ticket. */
function ChatLink({ chatId, ticket }: { chatId: string; ticket: number }) {
  const { tickets } = useWords();
  return (
    <Link
      to="/chats/$chatId"
      params={{ chatId }}
      className={classes.chat}
      title={tickets.openChat}
      aria-label={tickets.openChatOf(ticket)}
    >
      <IconMessage size={16} aria-hidden />
    </Link>
  );
}

function Bones() {
  return Array.from({ length: SKELETON_ROWS }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: they never change.
    <tr key={row} className={classes.row}>
      {COLUMNS.map((column) => (
        <td key={column} data-column={column}>
          <Skeleton height={12} width="70%" />
        </td>
      ))}
    </tr>
  ));
}
