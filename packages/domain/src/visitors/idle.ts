/** [VI3] Zendesk Chat calls a visitor idle after 10 minutes without activity. */
export const VISITOR_IDLE_AFTER_MS = 10 * 60_000;
