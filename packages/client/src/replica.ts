import type { OlderFrame, Snapshot } from "@causerie/protocol";
import type { ChatReplica } from "./types.ts";

type Numbered = { seq: number };
type Span<Entry> = { from: number; upTo: number; entries: readonly Entry[] };

/** The snapshot, and before it what is held of the same log, if no entry between the two is missing. */
export function fromSnapshot<View, Entry extends Numbered>(
  { chatId, upTo, view, entries, hasOlder }: Omit<Snapshot<View, Entry>, "kind">,
  held: ChatReplica<View, Entry> | null,
): ChatReplica<View, Entry> {
  const first = entries[0]?.seq ?? 0;
  const isJoined = held && held.upTo >= first - 1 && held.upTo <= upTo;
  const before = isJoined ? held.entries.filter(({ seq }) => seq < first) : [];
  return {
    chatId,
    upTo,
    view,
    entries: [...before, ...entries],
    hasOlder: held && before.length > 0 ? held.hasOlder : hasOlder,
    loadingOlder: false,
    typing: held?.typing ?? [],
  };
}

/** Folds what is new in a delivery [DL8]; null when something before it never came. */
export function advance<View, Entry extends Numbered, Replica extends ChatReplica<View, Entry>>(
  held: Replica,
  { from, upTo, entries }: Span<Entry>,
  evolve: (view: View, entry: Entry) => View,
): Replica | null {
  if (from > held.upTo) return null;
  if (upTo <= held.upTo) return held;
  const fresh = entries.filter(({ seq }) => seq > held.upTo);
  return {
    ...held,
    upTo,
    view: fresh.reduce(evolve, held.view),
    entries: fresh.length > 0 ? [...held.entries, ...fresh] : held.entries,
  };
}

/** The number before which to ask for older entries. */
export function firstSeq({ entries, upTo }: ChatReplica<unknown, Numbered>): number {
  return entries[0]?.seq ?? upTo + 1;
}

/** A page that was asked for before the entries were replaced does not join them, and is left out. */
export function prepend<Entry extends Numbered, Replica extends ChatReplica<unknown, Entry>>(
  held: Replica,
  { before, entries, hasOlder }: OlderFrame<Entry>,
): Replica {
  const first = firstSeq(held);
  if (before !== first) return { ...held, loadingOlder: false };
  const older = entries.filter(({ seq }) => seq < first);
  return { ...held, entries: [...older, ...held.entries], hasOlder, loadingOlder: false };
}

export function withTyping<Replica extends ChatReplica<unknown, unknown>>(
  held: Replica,
  name: string | null,
  on: boolean,
): Replica {
  if (held.typing.includes(name) === on) return held;
  return { ...held, typing: on ? [...held.typing, name] : held.typing.filter((other) => other !== name) };
}
