import type { Colleague } from "@causerie/protocol";
import classes from "./Team.module.css";

/** The words beside it say the same. */
export function StatusDot({ colleague: { connected, status } }: { colleague: Colleague }) {
  return <span className={classes.dot} data-status={connected ? status : "gone"} aria-hidden />;
}
