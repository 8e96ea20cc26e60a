import type { ReactNode } from "react";
import classes from "./Composer.module.css";

/** In the composer's place: why nothing can be written here, and what can be done instead. */
export function Said({ children, action = null }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.bar}>
      <div className={classes.said}>
        <p>{children}</p>
        {action}
      </div>
    </div>
  );
}
