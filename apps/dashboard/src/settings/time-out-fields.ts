import type { AccountSettings, SettingsChanges, TimeOuts } from "@causerie/protocol";
import { TIME_OUT_BOUNDS } from "@causerie/protocol/time-outs";

export type TimeOutField = keyof TimeOuts;
/** What stands in the fields that were touched. */
export type Typed = { [Field in TimeOutField]?: number | string };

export const TIME_OUT_FIELDS: readonly TimeOutField[] = [
  "visitorGoneAfterMs",
  "chatIdleAfterMs",
  "agentGoneAfterMs",
];

/** How each is shown: in minutes or in seconds. */
const UNIT_MS: Record<TimeOutField, number> = {
  visitorGoneAfterMs: 1000,
  chatIdleAfterMs: 60_000,
  agentGoneAfterMs: 1000,
};

export function shown(field: TimeOutField, ms: number): number {
  return Math.round((ms / UNIT_MS[field]) * 100) / 100;
}

export function boundsOf(field: TimeOutField): { min: number; max: number } {
  const { minimum, maximum } = TIME_OUT_BOUNDS[field];
  return { min: shown(field, minimum), max: shown(field, maximum) };
}

export function isWithinBounds(field: TimeOutField, value: number | string): boolean {
  const { min, max } = boundsOf(field);
  return typeof value === "number" && value >= min && value <= max;
}

/** Only what differs from what is set: a default out of bounds stays as long as nobody touches it. */
export function changesOf(typed: Typed, settings: AccountSettings): SettingsChanges {
  const changes: SettingsChanges = {};
  for (const field of TIME_OUT_FIELDS) {
    const value = typed[field];
    if (value === undefined || value === shown(field, settings[field])) continue;
    changes[field] = Math.round(Number(value) * UNIT_MS[field]);
  }
  return changes;
}
