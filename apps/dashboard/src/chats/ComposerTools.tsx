import type { ReactNode } from "react";
import classes from "./Composer.module.css";

/** The chat window's bottom left: attach a file, emoji, ask for a rating. */
export function ComposerTools({ children }: { children: ReactNode }) {
  return <div className={classes.tools}>{children}</div>;
}
