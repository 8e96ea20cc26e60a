import { randomUUID } from "node:crypto";
import type { NewTicket, Ticket } from "@causerie/protocol";
import type { InjectOptions } from "fastify";
import { pino } from "pino";
import { createNode, type TestAccount, type TestNode } from "../../chats/testing/node.ts";
import { createJobs } from "../../platform/jobs/jobs.ts";
import { createMailer } from "../../platform/mail/mailer.ts";
import { prometheusMetrics } from "../../platform/metrics/prometheus.ts";
import { addAccount, cookieOf, type Doors, OWNER, openDoors } from "../../testing/doors.ts";
import { createMails, createTickets, type Tickets, ticketRoutes } from "../index.ts";
import type { MAIL_RETRY } from "../outbox.ts";

export const MAIL_FROM = { name: "The shop", address: "chat@shop.example" };
export const DESK = "desk@help.example";

const log = pino({ level: process.env.TEST_LOG_LEVEL ?? "silent" });

export type DeskOptions = {
  /** Undefined: no mail is set up. */
  smtpUrl?: string | undefined;
  ticketEmail?: string | undefined;
  retry?: typeof MAIL_RETRY;
};

export type Desk = Awaited<ReturnType<typeof openDesk>>;

/** The HTTP doors with tickets, and a node of chats, on a database of their own. */
export async function openDesk({ smtpUrl, ticketEmail, retry }: DeskOptions = {}) {
  const accounts: TestAccount[] = [];
  const wired: { node?: TestNode; tickets?: Tickets; open?: () => Tickets } = {};
  const doors = await openDoors({}, (made) => {
    const { pool, connectionString } = made.fresh;
    const now = () => wired.node?.now.ms ?? 0;
    const openMails = () =>
      smtpUrl
        ? createMails({
            ...made,
            pool,
            jobs: createJobs({ connectionString, log, metrics: prometheusMetrics() }),
            mailer: createMailer({ smtpUrl, from: MAIL_FROM }),
            ticketEmail,
            ...(retry && { retry }),
            now,
            log,
          })
        : null;
    const mails = openMails();
    const node = createNode(pool, accounts, undefined, mails?.transcripts);
    const open = (mail = openMails()) => createTickets({ ...made, pool, chats: node, mail, now, log });
    const tickets = open(mails);
    Object.assign(wired, { node, tickets, open });
    return [ticketRoutes({ ...made, tickets })];
  });
  const { node, tickets, open } = wired;
  if (!node || !tickets || !open) throw new Error("the desk was not wired");
  await doors.setUp.make(OWNER);
  tickets.start();
  return {
    doors,
    node,
    tickets,
    pool: doors.fresh.pool,
    /** Mails of one more server on the same database. Start and stop it. */
    openAgain: open,
    /** The first account, known to the node. */
    account: await known(doors, accounts, OWNER.email),
    /** A second one, with an owner of its own. */
    addAccount: async (email: string, password: string) => {
      await addAccount(doors, email, password);
      return known(doors, accounts, email);
    },
    close: async () => {
      await tickets.stop();
      await node.stop();
      await doors.close();
    },
  };
}

async function known({ fresh }: Doors, accounts: TestAccount[], email: string): Promise<TestAccount> {
  const { rows } = await fresh.pool.query(
    `select a.id as "agentId", a.account_id as "accountId", a.display_name as "displayName", p.email, a.status,
       a.enabled, acc.key
     from agent a join person p on p.id = a.person_id join account acc on acc.id = a.account_id where p.email = $1`,
    [email],
  );
  const [{ key, ...agent }] = rows;
  const account: TestAccount = { accountId: agent.accountId, key, agents: [agent], settings: {} };
  accounts.push(account);
  return account;
}

/** A signed-in dashboard. */
export async function signIn({ doors }: Desk, email = OWNER.email, password = OWNER.password) {
  const signedIn = await doors.browse({
    method: "POST",
    url: "/auth/session",
    payload: { email, password },
  });
  const cookie = cookieOf(signedIn);
  const ask = (method: "GET" | "POST" | "PUT", path: string, payload?: object) => {
    const request: InjectOptions = { method, url: `/dashboard-api${path}`, ...(payload && { payload }) };
    return doors.browse(request, cookie);
  };
  return {
    ask,
    create: (fields: NewTicket) => ask("POST", "/tickets", fields),
    ticket: async (number: number): Promise<Ticket> => (await ask("GET", `/tickets/${number}`)).json(),
  };
}

/** What the widget's offline form sends. */
export function offlineForm(text: string, fields: { name?: string; email?: string } = {}) {
  return {
    type: "LeaveOfflineMessage",
    name: "",
    email: "zoe@example.com",
    departmentId: null,
    text,
    ...fields,
  };
}

export function newTicket(chatId: string, fields: Partial<NewTicket> = {}): NewTicket {
  return {
    id: randomUUID(),
    chatId,
    requester: { name: "Marie Dupont", email: "marie@example.com" },
    subject: "The lamp flickers",
    description: "It flickers since Monday.",
    departmentId: null,
    tags: [],
    ...fields,
  };
}
