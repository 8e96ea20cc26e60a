import type { VisitorRow } from "@causerie/protocol";
import { activityBeside, groupComparer } from "./groups.ts";
import type { Group, Section } from "./listing.ts";
import { Order } from "./order.ts";

export type Restriction = {
  /** Chats that wait and are not offered to this agent. */
  withheld(): ReadonlySet<string>;
  rowOf(id: string): VisitorRow | undefined;
  listing: { sortKeyOf(row: VisitorRow): string | number };
};

/**
 * [VI10] The groups by activity for an agent: Incoming holds what they may serve, the other requests stand where their
 * visitors would without one. What all share is left as it is; only those few are put in between.
 */
export function sectionsForAgent(
  groups: readonly Group[],
  { withheld, rowOf, listing }: Restriction,
): readonly Section[] {
  const chats = withheld();
  if (chats.size === 0) return groups;
  const incoming = groups.find(({ key }) => key === "incoming");
  const rows = incoming?.order.ids().flatMap((id) => rowOf(id) ?? []) ?? [];
  const { own = [], others = [] } = Object.groupBy(rows, ({ chatId }) =>
    chatId !== null && chats.has(chatId) ? "others" : "own",
  );
  const beside = Map.groupBy<string, VisitorRow>(others, activityBeside);
  const orderOf = (of: readonly VisitorRow[]) =>
    new Order(of.map((row) => ({ id: row.visitorId, key: listing.sortKeyOf(row) })));
  const orders = new Map(groups.map(({ key, order }) => [key, order])).set("incoming", orderOf(own));
  return [...new Set([...orders.keys(), ...beside.keys()])]
    .sort(groupComparer("activity", "en"))
    .map((key) => merged(key, orders.get(key) ?? new Order(), orderOf(beside.get(key) ?? [])))
    .filter(({ size }) => size > 0);
}

/** Two orders read as one. */
function merged(key: string, many: Order, few: Order): Section {
  const places = few.ids().map((id, index) => {
    const entry = few.at(index);
    return many.rankOf(id, entry?.key ?? "") + index;
  });
  const idAt = (index: number) => {
    const before = places.filter((place) => place < index).length;
    return places[before] === index ? few.at(before)?.id : many.at(index - before)?.id;
  };
  return { key, size: many.size + few.size, idAt };
}
