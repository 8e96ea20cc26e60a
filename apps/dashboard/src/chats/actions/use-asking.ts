import type { CommandAnswer, RefusalOfCommand } from "@causerie/client";
import { useState } from "react";
import { useAgentState } from "../../connection/AgentConnection.tsx";
import { wordRefusal } from "../../words/error-words.ts";
import { useWords } from "../../words/Words.tsx";

/**
 * A command that a dialog gives: once at a time, and only over a connection, since what waits for one could not be taken
 * back by closing the dialog. `onDone`: it was not refused.
 */
export function useAsking(onDone: () => void) {
  const words = useWords();
  const isOnline = useAgentState((state) => state.connection.kind === "online");
  const [isAsking, setAsking] = useState(false);
  const [isCutOff, setCutOff] = useState(false);
  const [refusal, setRefusal] = useState<RefusalOfCommand | null>(null);
  const forget = () => {
    setCutOff(false);
    setRefusal(null);
  };
  const ask = async (command: () => Promise<CommandAnswer>) => {
    if (isAsking) return;
    forget();
    if (!isOnline) return setCutOff(true);
    setAsking(true);
    const answer = await command();
    setAsking(false);
    if (answer.ok) onDone();
    else setRefusal(answer.refusal);
  };
  const refused = refusal && wordRefusal(words.refusals, refusal);
  return { ask, isAsking, refusal, fault: isCutOff ? words.offlineNow : refused, forget };
}
