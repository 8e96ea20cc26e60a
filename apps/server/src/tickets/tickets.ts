import type { AccountId, EpochMs } from "@causerie/domain";
import type { Pool } from "pg";
import type { Accounts } from "../accounts/index.ts";
import type { Agents } from "../agents/index.ts";
import type { Chats } from "../chats/index.ts";
import type { Departments } from "../departments/index.ts";
import type { Jobs } from "../platform/jobs/jobs.ts";
import type { Mailer } from "../platform/mail/mail.ts";
import type { Log } from "../platform/sql/log.ts";
import type { Creating } from "./create-ticket.ts";
import { mailOfflineMessages } from "./on-offline-message-left.ts";
import { MAIL_RETRY, Outbox } from "./outbox.ts";

/** How often what may have been missed is looked for. */
const LOOK_AGAIN_MS = 60_000;

export type TicketsOptions = Readonly<{
  pool: Pool;
  chats: Pick<Chats, "context">;
  accounts: Pick<Accounts, "byId">;
  agents: Pick<Agents, "list">;
  departments: Pick<Departments, "list">;
  /** Null: no mail is set up; tickets are kept and say so [TI7]. */
  mail: Readonly<{
    jobs: Jobs;
    mailer: Mailer;
    ticketEmail: string | undefined;
    retry?: typeof MAIL_RETRY;
  }> | null;
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
  const outbox = mail && openOutbox(options, mail);
  const creating = { pool, chats, outbox, hasDesk: mail?.ticketEmail !== undefined, hasDepartment, now };
  if (!mail || !outbox) return { ...creating, start: () => undefined, stop: async () => undefined };
  const reaction = startReaction(options, outbox);
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

function openOutbox(options: TicketsOptions, mail: NonNullable<TicketsOptions["mail"]>): Outbox {
  const { accounts, agents, departments } = options;
  return new Outbox({
    ...options,
    ...mail,
    retry: mail.retry ?? MAIL_RETRY,
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
