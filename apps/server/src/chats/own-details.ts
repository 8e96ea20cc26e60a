import type { DetailChanges, SiteClaim, VisitorId } from "@causerie/domain";
import type { Identity, OwnDetails } from "@causerie/protocol";

/** What a visitor is told of themselves: every field is named, so that none slips out [DE3]. */
export function ownDetailsOf(visitor: OwnDetails & { visitorId: VisitorId }): OwnDetails {
  const { visitorId, number, name, email, phone } = visitor;
  return { visitorId, number, name, email, phone };
}

/** The fields that we know: what else a frame carries goes no further. */
export function identityOf({ name, email, phone }: Identity): SiteClaim {
  return {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
  };
}

/** Notes are none of their own [DE3], whatever the frame carries. */
export function ownChanges({ name, email, phone }: DetailChanges): DetailChanges {
  return { ...(name && { name }), ...(email && { email }), ...(phone && { phone }) };
}
