import type { VisitorStatus } from "@causerie/protocol";
import type { ReactNode } from "react";
import type { Words } from "../words/en.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./StatusBadge.module.css";

type BadgeProps = { kind: VisitorStatus["kind"]; title?: string; children: ReactNode };

export function StatusBadge({ kind, title, children }: BadgeProps) {
  return (
    <span className={classes.badge} data-kind={kind} title={title}>
      <bdi>{children}</bdi>
    </span>
  );
}

/** `null`: not on the site. */
export function VisitorStatusBadge({ status }: { status: VisitorStatus | null }) {
  const words = useWords();
  if (!status) return <StatusBadge kind="idle">{words.notOnSite}</StatusBadge>;
  const text = statusText(words, status);
  return (
    <StatusBadge kind={status.kind} title={text}>
      {text}
    </StatusBadge>
  );
}

function statusText(words: Words, status: VisitorStatus): string {
  if (status.kind === "served") return words.visitorStatus.served(status.by);
  return status.kind === "assigned"
    ? words.visitorStatus.assigned(status.to)
    : words.visitorStatus[status.kind];
}
