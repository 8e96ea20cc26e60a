import type { ReactNode } from "react";
import classes from "./Team.module.css";

/** One row: who, what is known of them, and what was said last. */
export function Entry({
  children,
  about,
  hint,
  said,
}: {
  children: ReactNode;
  about: string;
  hint: string;
  said: string;
}) {
  return (
    <li className={classes.entry}>
      {children}
      <span id={about} className={classes.about}>
        {hint}
        {said !== "" && (
          <bdi className={classes.said}>
            {hint === "" ? "" : " — "}
            {said.slice(0, 120).replace(/\s+/g, " ")}
          </bdi>
        )}
      </span>
    </li>
  );
}

export function isFoundIn(texts: readonly string[], search: string): boolean {
  const wanted = search.trim().toLocaleLowerCase();
  return texts.some((text) => text.toLocaleLowerCase().includes(wanted));
}
