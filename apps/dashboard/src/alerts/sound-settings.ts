import { usePreference } from "../ui/use-preference.ts";

export const SOUNDS = ["request", "message", "visitor"] as const;
export type Sound = (typeof SOUNDS)[number];
export type SoundSettings = Record<Sound, boolean>;

/** Visitors come all day: that one is off until somebody wants it. */
const DEFAULTS: SoundSettings = { request: true, message: true, visitor: false };

export function useSoundSettings() {
  return usePreference<SoundSettings>("sounds", DEFAULTS);
}
