import type { AccountId, DetailChanges, SiteClaim, VisitorId } from "@causerie/domain";
import type { Actor } from "./append.ts";
import type { ChatsContext } from "./context.ts";
import { type EditAnswer, editVisitor, identifyVisitor } from "./edit-details.ts";
import { ownChanges } from "./own-details.ts";
import type { Order } from "./perform.ts";

/** [DE5] */
export async function editMyDetails(
  context: ChatsContext,
  order: Order,
  visitorId: VisitorId,
  changes: DetailChanges,
): Promise<EditAnswer> {
  const answer = await context.ownEdits.take(visitorId, () =>
    editVisitor(context, order, visitorId, { kind: "visitor" }, ownChanges(changes)),
  );
  return answer ?? { ok: false, refusal: { reason: "slow-down" } };
}

/** [DE7] */
export function identifyMe(
  context: ChatsContext,
  person: { accountId: AccountId; actor: Actor },
  visitorId: VisitorId,
  claim: SiteClaim,
): Promise<void> {
  return context.ownEdits.claim(visitorId, claim, (said) =>
    identifyVisitor(context, person, visitorId, said),
  );
}
