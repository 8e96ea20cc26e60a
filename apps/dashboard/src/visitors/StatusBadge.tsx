import type { VisitorStatus } from "@causerie/protocol";
import type { ReactNode } from "react";
import type { Words } from "../words/en.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./StatusBadge.module.css";

export function StatusBadge({ kind, children }: { kind: VisitorStatus["kind"]; children: ReactNode }) {
  return (
    <span className={classes.badge} data-kind={kind}>
      <bdi>{children}</bdi>
    </span>
  );
}

/** `null`: not on the site. */
export function VisitorStatusBadge({ status }: { status: VisitorStatus | null }) {
  const words = useWords();
  if (!status) return <StatusBadge kind="idle">{words.notOnSite}</StatusBadge>;
  return <StatusBadge kind={status.kind}>{statusText(words, status)}</StatusBadge>;
}

function statusText(words: Words, status: VisitorStatus): string {
  return status.kind === "served" ? words.visitorStatus.served(status.by) : words.visitorStatus[status.kind];
}
