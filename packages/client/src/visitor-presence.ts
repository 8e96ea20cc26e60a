import type { VisitorFrame, VisitorHello } from "@causerie/protocol";

/** What every hello says of the visitor. */
export type Presence = Pick<VisitorHello, "page" | "referrer" | "language" | "idle" | "cart" | "panel">;

/** What the hello said is out of date. */
export function changesSince(told: Presence, { page, idle, cart, panel = false }: Presence): VisitorFrame[] {
  const frames: VisitorFrame[] = [];
  if (page !== told.page) frames.push({ t: "page", page });
  if (idle !== told.idle) frames.push({ t: "idle", idle });
  if (cart !== told.cart) frames.push({ t: "cart", cart });
  if (panel !== (told.panel ?? false)) frames.push({ t: "panel", open: panel });
  return frames;
}
