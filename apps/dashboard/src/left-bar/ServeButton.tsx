import { useState } from "react";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./ServeButton.module.css";
import { useServeNext } from "./use-serve.ts";

/** Always there, always at the same place; lit when somebody waits. */
export function ServeButton() {
  const words = useWords();
  const count = useAgentState((state) => state.queue.count);
  const serveNext = useServeNext();
  const [isServing, setServing] = useState(false);
  const isOff = count === 0 || isServing;
  const serve = async () => {
    if (isOff) return;
    setServing(true);
    await serveNext();
    setServing(false);
  };
  // Not `disabled`: the focus stays on it when the last request goes.
  return (
    <button
      type="button"
      className={classes.serve}
      data-lit={count > 0 || undefined}
      aria-disabled={isOff}
      onClick={serve}
    >
      {words.serve(count)}
    </button>
  );
}
