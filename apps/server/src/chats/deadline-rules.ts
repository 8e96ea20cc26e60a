import type { EpochMs, RecordedEvent, TimeOutReason } from "@causerie/domain";

/** Time-outs of a chat: 2 and 20 minutes by default, as Zendesk Chat documents them. */
export type DeadlineSettings = { visitorGoneAfterMs: number; chatIdleAfterMs: number };

export function afterMsOf(reason: TimeOutReason, settings: DeadlineSettings): number {
  switch (reason) {
    case "visitor-gone":
      return settings.visitorGoneAfterMs;
    case "idle":
      return settings.chatIdleAfterMs;
  }
}

/** The deadlines that these events set. A message does not move the idle one: it is looked at again when due. */
export function deadlinesAfter(
  events: readonly RecordedEvent[],
  settings: DeadlineSettings,
): { kind: TimeOutReason; dueAt: EpochMs }[] {
  return events.flatMap((event): { kind: TimeOutReason; dueAt: EpochMs }[] => {
    if (event.type === "ChatStarted") return [{ kind: "idle", dueAt: event.at + settings.chatIdleAfterMs }];
    if (event.type !== "VisitorGone") return [];
    return [{ kind: "visitor-gone", dueAt: event.at + settings.visitorGoneAfterMs }];
  });
}
