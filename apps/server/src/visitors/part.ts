import type { EpochMs } from "@causerie/domain";
import type { VisitorRow, VisitorStatus } from "@causerie/protocol";

/** What one node knows of a visitor; one with pages on two nodes has two [VI17]. */
export type Part = {
  readonly row: VisitorRow;
  /** When one of the pages there was looked at last. */
  readonly lookedAt: EpochMs;
  /** When the site said last what is in the cart; 0: never. */
  readonly cartAt: EpochMs;
  /** When the last of the pages there closed; null while one is open. */
  readonly leftAt: EpochMs | null;
};

/** One visitor is one row, however many nodes have pages of theirs; every node makes the same of the same parts. */
export function rowOfParts(parts: readonly Part[]): VisitorRow | undefined {
  const [only] = parts;
  if (!only || parts.length === 1) return only?.row;
  const open = parts.filter(({ leftAt }) => leftAt === null);
  const shown = first(open.length > 0 ? open : parts, (a, b) => b.lookedAt - a.lookedAt).row;
  const elder = first(parts, (a, b) => a.row.onSiteSince - b.row.onSiteSince).row;
  const isIdle = open.length > 0 && open.every(({ row }) => row.isIdle);
  return {
    ...shown,
    status: statusWith(shown.status, isIdle),
    isIdle,
    hasClickedChat: shown.chatId === null && open.some(({ row }) => row.hasClickedChat),
    cart: first(parts, (a, b) => b.cartAt - a.cartAt).row.cart,
    place: elder.place ?? shown.place,
    onSiteSince: elder.onSiteSince,
    visits: elder.visits,
    referrer: elder.referrer,
    device: elder.device,
  };
}

/** Of what happened in the same millisecond every node takes the same. */
function first(parts: readonly Part[], compare: (a: Part, b: Part) => number): Part {
  return parts.reduce((best, part) => {
    const order = compare(best, part);
    if (order !== 0) return order < 0 ? best : part;
    return best.row.page.url <= part.row.page.url ? best : part;
  });
}

/** [VI4] */
function statusWith(status: VisitorStatus, isIdle: boolean): VisitorStatus {
  return status.kind === "idle" || status.kind === "browsing" ? restingStatus(isIdle) : status;
}

const IDLE: VisitorStatus = { kind: "idle" };
const BROWSING: VisitorStatus = { kind: "browsing" };

export function restingStatus(isIdle: boolean): VisitorStatus {
  return isIdle ? IDLE : BROWSING;
}
