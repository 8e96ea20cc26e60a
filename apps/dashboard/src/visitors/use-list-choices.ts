import { useMemo } from "react";
import { useSession } from "../connection/AgentConnection.tsx";
import { usePreference } from "../ui/use-preference.ts";
import { DEFAULT_CHOICES, type ListChoices, readChoices } from "./list-choices.ts";

/** Each agent's own, also where several sign in in one browser. */
export function useListChoices(): [ListChoices, (change: Partial<ListChoices>) => void] {
  const { me } = useSession();
  const [kept, keep] = usePreference<object>(`visitor-list.${me.agentId}`, DEFAULT_CHOICES);
  const choices = useMemo(() => readChoices(kept), [kept]);
  return [choices, (change) => keep({ ...choices, ...change })];
}
