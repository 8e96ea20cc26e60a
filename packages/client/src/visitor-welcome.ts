import type { RecordedVisitorEvent, VisitorView } from "@causerie/domain";
import { evolveVisitorView, initialVisitorView } from "@causerie/domain/visitor-view";
import type { VisitorServerFrame } from "@causerie/protocol";

type Welcome = Extract<VisitorServerFrame, { t: "welcome" }>;

/** Of a log that was asked for from its first entry on. */
export function viewOf(entries: readonly RecordedVisitorEvent[]): VisitorView {
  return entries.reduce(evolveVisitorView, initialVisitorView);
}

/** The last one taken is the one shown: an ended chat stays only while no other is open. */
export function openLast(chats: Welcome["chats"]): Welcome["chats"] {
  const rank = (chat: Welcome["chats"][number]) =>
    chat.kind === "resumed" ? 1 : chat.view.status === "ended" ? 0 : 2;
  return [...chats].sort((one, other) => rank(one) - rank(other));
}
