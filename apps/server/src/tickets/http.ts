import type { AccountId } from "@causerie/domain";
import {
  NewTicket,
  type Ticket,
  TicketChatPath,
  type TicketList,
  TicketPath,
  type TicketProposal,
  type TicketStatus,
  TicketStatusChange,
  type TicketsOfChat,
  TicketsQuery,
} from "@causerie/protocol";
import { agentOf, dashboardRoutes } from "../agents/index.ts";
import type { HttpApp, HttpRoutes } from "../platform/http/app.ts";
import { notFound } from "../platform/http/refusal.ts";
import { inTransaction } from "../platform/sql/transaction.ts";
import { createTicket } from "./create-ticket.ts";
import { mailsOfTicket, worstState } from "./mails.ts";
import { proposalOf } from "./proposal.ts";
import {
  changeStatus,
  findByNumber,
  findChatOfTicket,
  listTickets,
  PAGE,
  type StoredTicket,
  ticketsOfChat,
} from "./store.ts";
import type { Tickets } from "./tickets.ts";
import { transcriptOfTicket } from "./write-mail.ts";

type Deps = Parameters<typeof dashboardRoutes>[0] & Readonly<{ tickets: Tickets }>;

/** Types and answers: packages/protocol/src/tickets.ts. */
export function ticketRoutes({ tickets, ...deps }: Deps): HttpRoutes {
  return dashboardRoutes(deps, (app) => {
    readRoutes(app, tickets);
    chatRoutes(app, tickets);
    changeRoutes(app, tickets);
  });
}

function readRoutes(app: HttpApp, tickets: Tickets): void {
  app.get("/tickets", { schema: { querystring: TicketsQuery } }, async (request): Promise<TicketList> => {
    const rows = await listTickets(tickets.pool, agentOf(request).accountId, request.query);
    return { tickets: rows.slice(0, PAGE), more: rows.length > PAGE };
  });
  app.get("/tickets/:number", { schema: { params: TicketPath } }, async (request): Promise<Ticket> => {
    return wholeTicket(tickets, await mustFind(tickets, agentOf(request).accountId, request.params.number));
  });
}

function chatRoutes(app: HttpApp, { pool, outbox }: Tickets): void {
  const schema = { params: TicketChatPath };
  app.get("/chats/:chatId/tickets", { schema }, async (request): Promise<TicketsOfChat> => {
    return { tickets: await ticketsOfChat(pool, agentOf(request).accountId, request.params.chatId) };
  });
  app.get("/chats/:chatId/ticket-proposal", { schema }, async (request): Promise<TicketProposal> => {
    const chat = await findChatOfTicket(pool, agentOf(request).accountId, request.params.chatId);
    if (!chat) throw notFound("chat");
    const { chatId, name, email, number, departmentId, tags } = chat;
    return {
      requester: { name, email, number },
      ...(await proposalOf(pool, chatId)),
      departmentId,
      tags,
      canMail: outbox !== null,
    };
  });
}

function changeRoutes(app: HttpApp, tickets: Tickets): void {
  const params = TicketPath;
  app.post("/tickets", { schema: { body: NewTicket } }, async (request, reply): Promise<Ticket> => {
    const { ticket, isNew } = await createTicket(tickets, agentOf(request), request.body);
    reply.status(isNew ? 201 : 200);
    return wholeTicket(tickets, ticket);
  });
  app.put(
    "/tickets/:number/status",
    { schema: { params, body: TicketStatusChange } },
    async (request): Promise<Ticket> => {
      const { accountId } = agentOf(request);
      await setStatus(tickets, accountId, request.params.number, request.body.status);
      return wholeTicket(tickets, await mustFind(tickets, accountId, request.params.number));
    },
  );
  app.post("/tickets/:number/mails", { schema: { params } }, async (request): Promise<Ticket> => {
    const { accountId } = agentOf(request);
    const ticket = await mustFind(tickets, accountId, request.params.number);
    await sendAgain(tickets, ticket);
    return wholeTicket(tickets, ticket);
  });
}

/** [TI6] [MA3] */
async function setStatus(
  { pool, outbox, now }: Tickets,
  accountId: AccountId,
  number: number,
  status: TicketStatus,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    const isChanged = await changeStatus(client, { accountId, number, status, now: now() });
    const ticket = await findByNumber(client, accountId, number);
    if (!isChanged || status !== "solved" || !ticket) return;
    await outbox?.owe(client, { accountId, kind: "ticket-solved", ticketId: ticket.ticketId });
  });
  outbox?.wake();
}

/** [MA4] What did not go goes again; what was never owed, because no mail was set up, is owed now. */
async function sendAgain(
  { pool, outbox, hasDesk }: Tickets,
  { accountId, ticketId }: StoredTicket,
): Promise<void> {
  if (!outbox) return;
  await inTransaction(pool, async (client) => {
    await outbox.renew(client, ticketId);
    await outbox.owe(client, { accountId, kind: "ticket-created", ticketId });
    if (hasDesk) await outbox.owe(client, { accountId, kind: "ticket-for-desk", ticketId });
  });
  outbox.wake();
}

/** [VI7] Another account's ticket is not there. */
async function mustFind({ pool }: Tickets, accountId: AccountId, number: number): Promise<StoredTicket> {
  const ticket = await findByNumber(pool, accountId, number);
  if (!ticket) throw notFound("ticket");
  return ticket;
}

async function wholeTicket({ pool, outbox }: Tickets, stored: StoredTicket): Promise<Ticket> {
  const { ticketId, accountId, transcriptUpTo, language, ...ticket } = stored;
  const [mails, transcript] = await Promise.all([
    mailsOfTicket(pool, ticketId),
    transcriptOfTicket(pool, stored),
  ]);
  const mailState = worstState(mails.map(({ state }) => state));
  const { entries, isWhole } = transcript;
  return {
    ...ticket,
    mails,
    mailState,
    canMail: outbox !== null,
    transcript: entries,
    isTranscriptWhole: isWhole,
  };
}
