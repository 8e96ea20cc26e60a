import { useWords } from "../words/Words.tsx";
import classes from "./Settings.module.css";

export type Saving = "idle" | "pending" | "success" | "error";

/** Said where it was asked for, and announced. */
export function SaveState({ saving, fault }: { saving: Saving; fault: string | null }) {
  const { settingsRoom } = useWords();
  const states = {
    idle: ["", ""],
    pending: ["saving", settingsRoom.saving],
    success: ["saved", settingsRoom.saved],
    error: ["failed", fault === null ? settingsRoom.notSaved : `${settingsRoom.notSaved}. ${fault}`],
  } as const;
  const [state, text] = states[saving];
  return (
    <p role="status" className={classes.state} data-state={state}>
      {text}
    </p>
  );
}
