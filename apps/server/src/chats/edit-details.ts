import { randomUUID } from "node:crypto";
import {
  type CommandId,
  type ContactField,
  type DetailChanges,
  editDetails,
  identify,
  type Refusal,
  type Sender,
  type SiteClaim,
  type VisitorId,
} from "@causerie/domain";
import type { PoolClient } from "pg";
import { lockDetails, rememberEdit, saveDetails, wasEdited } from "../visitors/index.ts";
import type { Tell } from "./claim.ts";
import type { ChatsContext } from "./context.ts";
import type { Order } from "./perform.ts";
import { openChatOf } from "./store.ts";

export type EditAnswer =
  | { ok: true }
  | { ok: false; refusal: Refusal | { reason: "not-found" } | { reason: "slow-down" } };

/** [DE1] [DE2] Answered when every dashboard and page of this node has been told. */
export async function editVisitor(
  context: ChatsContext,
  order: Order,
  visitorId: string,
  by: Sender,
  changes: DetailChanges,
): Promise<EditAnswer> {
  const yields = by.kind === "visitor";
  const edit = async (client: PoolClient, tell: Tell): Promise<EditAnswer> => {
    const locked = await lockDetails(client, order.accountId, visitorId);
    if (!locked) return { ok: false, refusal: { reason: "not-found" } };
    if (await wasEdited(client, order)) return { ok: true };
    const edited = editDetails(locked.details, changes);
    if (!edited.ok) return edited;
    const { details, changed } = edited;
    await rememberEdit(client, order, locked.visitorId, context.now());
    await saveDetails(client, { ...locked, details });
    await tellOpenChat(client, tell, order, { visitorId: locked.visitorId, by, changed, name: details.name });
    return { ok: true };
  };
  const answer = await context.claim.beside(order, edit, { yields });
  if (answer.ok) await context.visitorNews.tell(order.accountId, visitorId);
  return answer;
}

/** [DE7] What the site says anew of its visitor. Said again it changes nothing, so it needs no id to be known by. */
export async function identifyVisitor(
  context: ChatsContext,
  { accountId, actor }: Omit<Order, "commandId">,
  visitorId: VisitorId,
  claim: SiteClaim,
): Promise<void> {
  const order: Order = { accountId, actor, commandId: randomUUID() as CommandId };
  const write = async (client: PoolClient, tell: Tell): Promise<void> => {
    const locked = await lockDetails(client, accountId, visitorId);
    if (!locked) return;
    const { details, changed, claimed } = identify(locked.details, locked.claimed, claim);
    await saveDetails(client, { visitorId, details, claimed });
    await tellOpenChat(client, tell, order, {
      visitorId,
      by: { kind: "visitor" },
      changed,
      name: details.name,
    });
  };
  await context.claim.beside(order, write, { yields: true });
  // [DE8] Whatever it changed: where a commit's answer was lost, what ran again finds nothing new to say.
  await context.visitorNews.tell(accountId, visitorId);
}

type Told = { visitorId: VisitorId; by: Sender; changed: ContactField[]; name: string | null };

/** [DE3] In the same commit: the chat never says what is not so. */
async function tellOpenChat(
  client: PoolClient,
  tell: Tell,
  { accountId }: Order,
  { visitorId, ...record }: Told,
): Promise<void> {
  const chatId = record.changed.length > 0 ? await openChatOf(client, accountId, visitorId) : null;
  if (chatId) await tell(chatId, { type: "RecordContactDetails", ...record });
}
