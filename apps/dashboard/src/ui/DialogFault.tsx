import { IconAlertCircle } from "@tabler/icons-react";
import classes from "./Dialog.module.css";

/** Why it was not done, and what to do next. Announced when it comes. */
export function DialogFault({ text }: { text: string | null }) {
  return (
    <div role="alert">
      {text !== null && (
        <div className={classes.fault}>
          <IconAlertCircle size={17} aria-hidden />
          <p>{text}</p>
        </div>
      )}
    </div>
  );
}
