import { type AccountId, type DepartmentId, tidy, type VisitorRef } from "@causerie/domain";
import type { VisitorCommand } from "@causerie/protocol";
import { saveClaim } from "../visitors/index.ts";
import type { ChatsContext } from "./context.ts";
import type { Answer, Order } from "./perform.ts";

type OfflineForm = Extract<VisitorCommand, { type: "LeaveOfflineMessage" }>;

/** [ST6] What they say of themselves is a claim. */
export async function leaveOfflineMessage(
  context: ChatsContext,
  order: Order,
  visitor: VisitorRef,
  { name, email, departmentId, text }: OfflineForm,
): Promise<Answer> {
  // [LI14]
  if (!context.allowances.offlineMessages.tryTake(visitor.visitorId))
    return { ok: false, refusal: { reason: "slow-down" } };
  const claim = { name: tidy("name", name), email: tidy("email", email), phone: null };
  const answer = await context.perform.onNewChat(order, visitor.visitorId, {
    type: "LeaveOfflineMessage",
    visitor: { ...visitor, name: claim.name ?? visitor.name },
    departmentId: await ownDepartment(context, order.accountId, departmentId),
    contact: claim,
    messageId: order.commandId,
    text,
  });
  if (!answer.ok) return answer;
  await saveClaim(context.pool, order.accountId, visitor.visitorId, claim);
  await context.visitorNews.tell(order.accountId, visitor.visitorId);
  return answer;
}

/** One that is not there any more, or is another account's, is none: the message is for everybody. */
async function ownDepartment(
  { departments }: ChatsContext,
  accountId: AccountId,
  wanted: number | null,
): Promise<DepartmentId | null> {
  if (wanted === null) return null;
  const all = await departments.listWithMembers(accountId);
  return all.find(({ departmentId, enabled }) => enabled && departmentId === wanted)?.departmentId ?? null;
}
