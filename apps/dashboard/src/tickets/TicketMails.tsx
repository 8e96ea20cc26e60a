import type { Ticket, TicketMail } from "@causerie/protocol";
import { Button } from "@mantine/core";
import { IconClock, IconMailCheck, IconMailX } from "@tabler/icons-react";
import { tell } from "../ui/notify.ts";
import { When } from "../ui/When.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./TicketPage.module.css";
import { useSendMails } from "./ticket-queries.ts";

/** Who was written to, and what did not go [MA4] [TI7]. */
export function TicketMails({ ticket }: { ticket: Ticket }) {
  const { tickets } = useWords();
  const { mails, canMail } = ticket;
  return (
    <section aria-label={tickets.mail} className={classes.mails}>
      <h2 className={classes.heading}>{tickets.mail}</h2>
      {mails.length === 0 && <NoMail canMail={canMail} />}
      <ul className={classes.mailList} aria-live="polite">
        {mails.map((mail) => (
          <Mail key={`${mail.kind} ${mail.at}`} mail={mail} />
        ))}
      </ul>
      <SendButton ticket={ticket} />
    </section>
  );
}

function NoMail({ canMail }: { canMail: boolean }) {
  const { tickets } = useWords();
  return (
    <p className={classes.hint}>
      {tickets.noMail} {!canMail && tickets.noMailHint}
    </p>
  );
}

const ICONS = { owed: IconClock, sent: IconMailCheck, failed: IconMailX };

function Mail({ mail: { kind, state, fault, at } }: { mail: TicketMail }) {
  const { tickets } = useWords();
  const Icon = ICONS[state];
  return (
    <li className={classes.mail} data-state={state}>
      <Icon size={16} aria-hidden />
      <div>
        <div>{tickets.mailTo[kind]}</div>
        <div className={classes.mailState}>
          {tickets.mailIs[state]}
          {state === "sent" && (
            <>
              {" · "}
              <When at={at} />
            </>
          )}
        </div>
        {fault && (
          <div className={classes.hint}>
            {tickets.mailFault[fault]} {state === "owed" && tickets.triedAgain}
          </div>
        )}
      </div>
    </li>
  );
}

/** Where something is left to send. */
function SendButton({ ticket: { number, mails, canMail } }: { ticket: Ticket }) {
  const words = useWords();
  const { mutate, isPending } = useSendMails(number);
  const isUnsent = mails.some(({ state, fault }) => state === "failed" || fault !== null);
  if (!canMail || (mails.length > 0 && !isUnsent)) return null;
  const send = () => {
    if (isPending) return;
    mutate(undefined, { onError: ({ code }) => tell(words.httpErrors[code](null)) });
  };
  return (
    <Button size="xs" variant="default" aria-busy={isPending} onClick={send}>
      {mails.length > 0 ? words.tickets.sendAgain : words.tickets.sendNow}
    </Button>
  );
}
