import type { AgentStatus } from "@causerie/protocol";
import classes from "./StatusDot.module.css";

/** Beside the word for it. Null: not connected, which looks from outside as invisible does. */
export function StatusDot({ status }: { status: AgentStatus | null | undefined }) {
  return <span className={classes.dot} data-status={status ?? undefined} aria-hidden />;
}
