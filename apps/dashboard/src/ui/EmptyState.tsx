import type { ReactNode } from "react";
import classes from "./EmptyState.module.css";

type Props = { icon: ReactNode; title: string; hint?: string; children?: ReactNode };

export function EmptyState({ icon, title, hint, children }: Props) {
  return (
    <div className={classes.empty}>
      <div className={classes.icon} aria-hidden>
        {icon}
      </div>
      <p className={classes.title}>{title}</p>
      {hint && <p className={classes.hint}>{hint}</p>}
      {children}
    </div>
  );
}
