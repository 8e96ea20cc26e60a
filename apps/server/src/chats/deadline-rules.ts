import {
  type AccountId,
  type EpochMs,
  HAND_OVER_MS,
  type RecordedEvent,
  type TimeOutReason,
} from "@causerie/domain";

/** Time-outs of a chat [SE6]. */
export type DeadlineSettings = { visitorGoneAfterMs: number; chatIdleAfterMs: number };
export type DeadlineSettingsOf = (accountId: AccountId) => DeadlineSettings;

/** One of each a chat. */
export type DeadlineKind = TimeOutReason | "hand-over";

export function afterMsOf(kind: DeadlineKind, settings: DeadlineSettings): number {
  switch (kind) {
    case "visitor-gone":
      return settings.visitorGoneAfterMs;
    case "idle":
      return settings.chatIdleAfterMs;
    case "hand-over":
      return HAND_OVER_MS;
  }
}

/** The deadlines that these events set. A message does not move the idle one: it is looked at again when due. */
export function deadlinesAfter(
  events: readonly RecordedEvent[],
  settings: DeadlineSettings,
): { kind: DeadlineKind; dueAt: EpochMs }[] {
  return events.flatMap((event) => {
    const kind = deadlineSetBy(event);
    return kind ? [{ kind, dueAt: event.at + afterMsOf(kind, settings) }] : [];
  });
}

function deadlineSetBy(event: RecordedEvent): DeadlineKind | null {
  switch (event.type) {
    case "ChatStarted":
      return "idle";
    case "VisitorGone":
      return "visitor-gone";
    case "AgentInvited":
      return event.handsOver ? "hand-over" : null;
    default:
      return null;
  }
}
