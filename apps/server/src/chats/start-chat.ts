import type { AgentRef, Content, VisitorRef } from "@causerie/domain";
import { loadDetails } from "../visitors/index.ts";
import type { ChatsContext } from "./context.ts";
import type { Answer, Order } from "./perform.ts";

/** [CH6] [CH7] An agent's first message, a text or a file, to a visitor who is perhaps not there any more. */
export async function startChat(
  { pool, perform, visitorHub }: ChatsContext,
  order: Order,
  agent: AgentRef,
  { visitorId, ...content }: { visitorId: string } & Content,
): Promise<Answer> {
  const details = await loadDetails(pool, order.accountId, visitorId);
  if (!details) return { ok: false, refusal: { reason: "not-found" } };
  const visitor: VisitorRef = { visitorId: details.visitorId, number: details.number, name: details.name };
  const messageId = order.commandId;
  const answer = await perform.onOpenChat(order, visitor.visitorId, () => ({
    type: "StartChat",
    agent,
    visitor,
    messageId,
    ...content,
  }));
  if (answer.ok) await visitorHub.leaseIfGone(order.accountId, visitor.visitorId);
  return answer;
}
