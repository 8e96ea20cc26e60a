import type { RecordedEvent } from "@causerie/domain";
import { type RefObject, useEffect, useRef } from "react";

type Options = {
  window: RefObject<HTMLElement | null>;
  entries: readonly RecordedEvent[];
  hasOlder: boolean;
  loadOlder: () => void;
};

/** Brings one message of the log before the reader's eyes, reading older pages until it is there. */
export function useGoTo(seq: number | undefined, { window, entries, hasOlder, loadOlder }: Options): void {
  const wentTo = useRef<number>(undefined);
  useEffect(() => {
    if (seq === undefined || wentTo.current === seq) return;
    const entry = entries.find((one) => one.seq === seq);
    if (!entry && hasOlder) loadOlder();
    if (!entry || !("messageId" in entry)) return;
    wentTo.current = seq;
    const line = window.current?.querySelector<HTMLElement>(
      `[data-message="${CSS.escape(entry.messageId)}"]`,
    );
    line?.scrollIntoView({ block: "center" });
    line?.setAttribute("data-found", "");
  }, [seq, window, entries, hasOlder, loadOlder]);
}
