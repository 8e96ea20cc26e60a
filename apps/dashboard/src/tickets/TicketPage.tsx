import type { Ticket } from "@causerie/protocol";
import { Button, Skeleton } from "@mantine/core";
import { IconArrowLeft, IconPlugX, IconTicketOff } from "@tabler/icons-react";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { HttpFailure } from "../ui/ask.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Late } from "../ui/Late.tsx";
import { tell } from "../ui/notify.ts";
import { RoomHeading } from "../ui/RoomHeading.tsx";
import { useWords } from "../words/Words.tsx";
import { TicketFacts } from "./TicketFacts.tsx";
import { TicketMails } from "./TicketMails.tsx";
import classes from "./TicketPage.module.css";
import { TicketStatusBadge } from "./TicketStatusBadge.tsx";
import { TicketTranscript } from "./TicketTranscript.tsx";
import { useSetStatus, useTicket } from "./ticket-queries.ts";

const route = getRouteApi("/signed-in/tickets/$number");

export function TicketPage() {
  const { number } = route.useParams();
  const { data: ticket, error, refetch } = useTicket(Number(number));
  if (ticket) return <Whole key={ticket.number} ticket={ticket} />;
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  return (
    <Late>
      <div className={classes.bones}>
        <Skeleton height={22} width="40%" />
        <Skeleton height={80} />
        <Skeleton height={160} />
      </div>
    </Late>
  );
}

function Whole({ ticket }: { ticket: Ticket }) {
  const words = useWords();
  const { number, subject, status, description } = ticket;
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Link to="/tickets" className={classes.back}>
          <IconArrowLeft size={15} aria-hidden />
          {words.tickets.back}
        </Link>
        <div className={classes.head}>
          <RoomHeading className={classes.title}>
            <span className={classes.number}>#{number}</span> <bdi>{subject}</bdi>
          </RoomHeading>
          <div className={classes.standing}>
            <TicketStatusBadge status={status} />
            <StatusButton ticket={ticket} />
          </div>
        </div>
      </header>
      <div className={classes.body}>
        <div className={classes.main}>
          <section>
            <h2 className={classes.heading}>{words.tickets.description}</h2>
            <p className={classes.description} dir="auto">
              {description || words.tickets.noDescription}
            </p>
          </section>
          <TicketTranscript ticket={ticket} />
        </div>
        <aside className={classes.side} aria-label={words.info}>
          <TicketFacts ticket={ticket} />
          <TicketMails ticket={ticket} />
        </aside>
      </div>
    </div>
  );
}

/** [TI6] */
function StatusButton({ ticket: { number, status } }: { ticket: Ticket }) {
  const words = useWords();
  const { mutate, isPending } = useSetStatus(number);
  const set = () => {
    if (isPending) return;
    const next = status === "open" ? "solved" : "open";
    mutate(next, { onError: ({ code }) => tell(words.httpErrors[code](null)) });
  };
  return (
    <Button size="xs" variant="default" aria-busy={isPending} onClick={set}>
      {status === "open" ? words.tickets.solve : words.tickets.reopen}
    </Button>
  );
}

function Failed({ error: { code }, onRetry }: { error: HttpFailure; onRetry: () => void }) {
  const words = useWords();
  const { notFound, notFoundHint, back, failed } = words.tickets;
  // A number in the address that is none.
  if (code === "not-found" || code === "invalid") {
    return (
      <EmptyState icon={<IconTicketOff size={22} />} title={notFound} hint={notFoundHint}>
        <Link to="/tickets">{back}</Link>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<IconPlugX size={22} />} title={failed} hint={words.httpErrors[code](null)}>
      <Button onClick={onRetry}>{words.tryAgain}</Button>
    </EmptyState>
  );
}
