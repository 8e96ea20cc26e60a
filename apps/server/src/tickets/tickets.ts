import type { AccountId, EpochMs } from "@causerie/domain";
import type { Pool } from "pg";
import type { Accounts } from "../accounts/index.ts";
import type { Agents } from "../agents/index.ts";
import type { Chats, TranscriptMails } from "../chats/index.ts";
import type { Departments } from "../departments/index.ts";
import type { Jobs } from "../platform/jobs/jobs.ts";
import type { Mailer } from "../platform/mail/mail.ts";
import type { Log } from "../platform/sql/log.ts";
import type { Creating } from "./create-ticket.ts";
import { mailOfflineMessages } from "./on-offline-message-left.ts";
import { MAIL_RETRY, Outbox } from "./outbox.ts";
import { createTranscriptMails } from "./owe-transcript.ts";

/** How often what may have been missed is looked for. */
const LOOK_AGAIN_MS = 60_000;

/** What sends mails; there is none where no mail is set up. */
export type Mails = Readonly<{
  jobs: Jobs;
  outbox: Outbox;
  hasDesk: boolean;
  /** For the chats, whose visitors ask for them. */
  transcripts: TranscriptMails;
}>;

export type MailsOptions = Readonly<{
  pool: Pool;
  jobs: Jobs;
  mailer: Mailer;
  ticketEmail: string | undefined;
  retry?: typeof MAIL_RETRY;
  accounts: Pick<Accounts, "byId">;
  agents: Pick<Agents, "list">;
  departments: Pick<Departments, "list">;
  now: () => EpochMs;
  log: Log;
}>;

export function createMails(options: MailsOptions): Mails {
  const outbox = openOutbox(options);
  const { pool, jobs, ticketEmail, now } = options;
  const transcripts = createTranscriptMails({ pool, outbox, now });
  return { jobs, outbox, hasDesk: ticketEmail !== undefined, transcripts };
}

export type TicketsOptions = Readonly<{
  pool: Pool;
  chats: Pick<Chats, "context">;
  departments: Pick<Departments, "list">;
  /** Null: no mail is set up; tickets are kept and say so [TI7]. */
  mail: Mails | null;
  now: () => EpochMs;
  log: Log;
}>;

/** Tickets made from chats, and the mails that go with them and with offline messages. */
export type Tickets = Creating &
  Readonly<{
    /** Starts what runs by the clock; the jobs come up in the background. */
    start: () => void;
    /** Lets the mails under way go. */
    stop: () => Promise<void>;
  }>;

export function createTickets(options: TicketsOptions): Tickets {
  const { pool, chats, departments, mail, now } = options;
  const hasDepartment = async (accountId: AccountId, departmentId: number) =>
    (await departments.list(accountId)).some((each) => each.departmentId === departmentId);
  const { outbox = null, hasDesk = false } = mail ?? {};
  const creating = { pool, chats, outbox, hasDesk, hasDepartment, now };
  if (!mail) return { ...creating, start: () => undefined, stop: async () => undefined };
  const reaction = startReaction(options, mail.outbox);
  return {
    ...creating,
    start: () => {
      mail.jobs.start();
      reaction.start();
    },
    stop: async () => {
      await reaction.stop();
      await mail.jobs.stop();
    },
  };
}

function openOutbox(options: MailsOptions): Outbox {
  const { accounts, agents, departments, retry = MAIL_RETRY } = options;
  return new Outbox({
    ...options,
    retry,
    accountOf: accounts.byId,
    departmentName: async (accountId, departmentId) =>
      (await departments.list(accountId)).find((each) => each.departmentId === departmentId)?.name ?? null,
    ownerEmail: async (accountId) =>
      (await agents.list(accountId)).find(({ role }) => role === "owner")?.email ?? null,
  });
}

/** One look at a time; one asked for meanwhile follows. */
function startReaction({ pool, chats, now, log }: TicketsOptions, outbox: Outbox) {
  let timer: NodeJS.Timeout | null = null;
  let running = Promise.resolve();
  let isDue = false;
  const look = () => {
    if (isDue) return;
    isDue = true;
    running = running
      .then(async () => {
        isDue = false;
        await mailOfflineMessages({ pool, outbox, now });
        await outbox.addOwed();
      })
      .catch((error: unknown) => log.warn({ err: error }, "Owed mails could not be looked for"));
  };
  chats.context.chats.onChange(({ events }) => {
    if (timer && events.some(({ type }) => type === "OfflineMessageLeft")) look();
  });
  return {
    start: () => {
      timer = setInterval(look, LOOK_AGAIN_MS);
      look();
    },
    stop: async () => {
      if (timer) clearInterval(timer);
      timer = null;
      await running;
    },
  };
}
