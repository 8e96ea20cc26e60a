const MINUTE_MS = 60_000;

/** [SE6] What an administrator may set, in ms. The installation's own defaults may lie outside. */
export const TIME_OUT_BOUNDS = {
  agentGoneAfterMs: { minimum: 5_000, maximum: 10 * MINUTE_MS },
  visitorGoneAfterMs: { minimum: 10_000, maximum: 60 * MINUTE_MS },
  chatIdleAfterMs: { minimum: MINUTE_MS, maximum: 24 * 60 * MINUTE_MS },
} as const;
