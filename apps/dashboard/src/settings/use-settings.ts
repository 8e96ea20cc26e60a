import type { AccountSettings, SettingsChanges } from "@causerie/protocol";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { ask, type HttpFailure } from "../ui/ask.ts";
import { useWords } from "../words/Words.tsx";
import type { Saving } from "./SaveState.tsx";
import { wordFailure } from "./word-failure.ts";

export type SavingSettings = {
  /** With what is just being saved. */
  settings: AccountSettings;
  save: (changes: SettingsChanges, onSaved?: () => void) => void;
  saving: Saving;
  fault: string | null;
};

/** The account's settings, live, and how to change them. Null: not known yet. */
export function useSettings(): SavingSettings | null {
  const words = useWords();
  const live = useAgentState((state) => state.settings);
  const [answered, setAnswered] = useState({ to: live, settings: live });
  // In the same instant as the click: a mutation tells of itself only in the next one.
  const [wished, setWished] = useState<SettingsChanges | null>(null);
  const { mutate, status, error } = useMutation<AccountSettings, HttpFailure, SettingsChanges>({
    // One after the other: a list that is sent later is the later one.
    scope: { id: "settings" },
    mutationFn: (changes) => ask("PATCH", "/dashboard-api/settings", changes),
    onSuccess: (settings) => setAnswered({ to: live, settings }),
    onSettled: (_settings, _error, changes) => setWished((last) => (last === changes ? null : last)),
  });
  if (live === null) return null;
  // An answer counts until the next word of the server, which knows of it and of what came after it.
  const known = answered.to === live ? (answered.settings ?? live) : live;
  return {
    settings: wished ? merged(known, wished) : known,
    save: (changes, onSaved) => {
      setWished(changes);
      mutate(changes, { onSuccess: () => onSaved?.() });
    },
    saving: status,
    fault: error && wordFailure(words, error),
  };
}

function merged(settings: AccountSettings, changes: SettingsChanges): AccountSettings {
  // A key that is there has a value: `save` is given no others.
  return { ...settings, ...(changes as Partial<AccountSettings>) };
}
