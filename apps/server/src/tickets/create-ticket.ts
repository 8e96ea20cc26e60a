import type { AccountId, AgentId, CommandId, EpochMs } from "@causerie/domain";
import type { NewTicket, TicketMail } from "@causerie/protocol";
import type { Pool, PoolClient } from "pg";
import { type Chats, editVisitor } from "../chats/index.ts";
import { HttpRefusal, notFound } from "../platform/http/refusal.ts";
import { inTransaction } from "../platform/sql/transaction.ts";
import type { Outbox } from "./outbox.ts";
import { drawNumber, findByClientId, findChatOfTicket, insertTicket, type StoredTicket } from "./store.ts";

export type Creating = {
  pool: Pool;
  chats: Pick<Chats, "context">;
  /** Null where no mail is set up. */
  outbox: Outbox | null;
  hasDesk: boolean;
  hasDepartment: (accountId: AccountId, departmentId: number) => Promise<boolean>;
  now: () => EpochMs;
};

type By = { accountId: AccountId; agentId: AgentId; displayName: string };

/** [TI3] `isNew`: false where this is the retry of what was done before. */
export async function createTicket(
  creating: Creating,
  by: By,
  asked: NewTicket,
): Promise<{ ticket: StoredTicket; isNew: boolean }> {
  const fields = plainFields(asked);
  await refuseUnknownDepartment(creating, by.accountId, fields);
  const made = await inTransaction(creating.pool, (client) => make(creating, client, by, fields));
  creating.outbox?.wake();
  await keepEmail(creating, by, made.ticket, fields);
  return made;
}

async function make(
  { outbox, hasDesk, now }: Creating,
  client: PoolClient,
  { accountId, agentId }: By,
  fields: NewTicket,
): Promise<{ ticket: StoredTicket; isNew: boolean }> {
  const chat = await findChatOfTicket(client, accountId, fields.chatId);
  if (!chat) throw notFound("chat");
  // Whoever sent the same a moment before holds the number until it is committed.
  const number = await drawNumber(client, accountId);
  const known = await findByClientId(client, accountId, fields.id);
  if (known) return { isNew: false, ticket: known };
  const ticketId = await insertTicket(client, { accountId, number, chat, fields, agentId, now: now() });
  const kinds: TicketMail["kind"][] = hasDesk ? ["ticket-created", "ticket-for-desk"] : ["ticket-created"];
  await outbox?.owe(client, ...kinds.map((kind) => ({ accountId, kind, ticketId })));
  const ticket = await findByClientId(client, accountId, fields.id);
  if (!ticket) throw new Error("a ticket that was just stored is not there");
  return { isNew: true, ticket };
}

/** [TI4] Where the details have no address. Asked for again it is the same edit, so a lost answer loses nothing. */
async function keepEmail(
  { chats }: Creating,
  { accountId, agentId, displayName }: By,
  { visitorId }: StoredTicket,
  { id, requester }: NewTicket,
): Promise<void> {
  if (visitorId === null) return;
  const order = { accountId, actor: `agent:${agentId}`, commandId: `ticket-${id}` as CommandId } as const;
  const by = { kind: "agent", agentId, name: displayName } as const;
  // Refused where there is an address already: that one stays.
  await editVisitor(chats.context, order, visitorId, by, { email: { from: "", to: requester.email } });
}

async function refuseUnknownDepartment(
  { hasDepartment }: Creating,
  accountId: AccountId,
  { departmentId }: NewTicket,
): Promise<void> {
  if (departmentId === null || (await hasDepartment(accountId, departmentId))) return;
  throw new HttpRefusal("invalid", "This department does not exist any more. Choose another one.", {
    field: "departmentId",
  });
}

/** What stands in one line is one line, and a tag is there once. */
function plainFields(fields: NewTicket): NewTicket {
  const { requester, subject, description, tags } = fields;
  return {
    ...fields,
    requester: { name: oneLine(requester.name), email: requester.email },
    subject: oneLine(subject),
    description: description.trim(),
    tags: [...new Set(tags)],
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
