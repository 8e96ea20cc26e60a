import type { PendingMessage } from "@causerie/client";
import type { AgentId, RecordedEvent, Sender } from "@causerie/domain";
import { Button } from "@mantine/core";
import { useDocumentVisibility } from "@mantine/hooks";
import { IconArrowDown } from "@tabler/icons-react";
import { type ReactNode, useEffect, useMemo } from "react";
import { useSession } from "../connection/AgentConnection.tsx";
import { dayName } from "../ui/time.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./Log.module.css";
import { isSaid, isSameSender, type Line, layOut, senderOf } from "./lines.ts";
import { MessageGroup } from "./MessageGroup.tsx";
import { SystemLine } from "./SystemLine.tsx";
import { useLogScroll } from "./use-log-scroll.ts";

type Props = {
  /** What the visitor is called; null in a chat among colleagues. */
  visitor: string | null;
  entries: readonly RecordedEvent[];
  pending: readonly PendingMessage[];
  typing: readonly (string | null)[];
  isLoadingOlder: boolean;
  loadOlder: () => void;
  /** Called whenever the end of the log is before somebody's eyes. */
  onSeen: () => void;
  empty?: ReactNode;
  /** Where two logs stand side by side; else it is the conversation. */
  label?: string;
};

export function Log(props: Props) {
  const { visitor, entries, pending, typing, isLoadingOlder, loadOlder, onSeen, empty, label } = props;
  const words = useWords();
  const me = useMe();
  const lines = useMemo(() => layOut(entries, pending, me), [entries, pending, me]);
  const lastSeq = entries.at(-1)?.seq ?? 0;
  const { log, inner, leftAt, onScroll, toEnd } = useLogScroll({
    firstKey: entries[0]?.seq.toString(),
    lastSeq,
    sent: pending.map(({ id }) => id),
    loadOlder,
  });
  useSeen(leftAt === null, lastSeq, onSeen);
  return (
    <div className={classes.frame}>
      <div
        ref={log}
        role="log"
        aria-label={label ?? words.conversation}
        aria-busy={isLoadingOlder}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className={classes.log}
        onScroll={onScroll}
      >
        <div ref={inner} className={classes.inner}>
          {isLoadingOlder && <p className={classes.older}>{words.loadingOlder}</p>}
          {lines.length === 0 && empty}
          {lines.map((line, index) => (
            <LogLine
              key={line.key}
              line={line}
              visitor={visitor}
              me={me}
              isLast={index === lines.length - 1}
            />
          ))}
          <p className={classes.typing} aria-live="off">
            {typing.length > 0 && <bdi>{words.typing(typing.map((name) => name ?? visitor ?? ""))}</bdi>}
          </p>
        </div>
      </div>
      {leftAt !== null && <Jump arrived={arrivedSince(entries, leftAt, me)} onClick={toEnd} />}
    </div>
  );
}

function useMe(): Sender {
  const { agentId, name } = useSession().me;
  // The session's numbers are this account's agents.
  return useMemo(() => ({ kind: "agent", agentId: agentId as AgentId, name }), [agentId, name]);
}

function useSeen(isAtEnd: boolean, lastSeq: number, onSeen: () => void): void {
  const isVisible = useDocumentVisibility() === "visible";
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new entry is seen anew.
  useEffect(() => {
    if (isAtEnd && isVisible) onSeen();
  }, [isAtEnd, isVisible, lastSeq, onSeen]);
}

function LogLine({
  line,
  visitor,
  me,
  isLast,
}: {
  line: Line;
  visitor: string | null;
  me: Sender;
  isLast: boolean;
}) {
  const words = useWords();
  switch (line.kind) {
    case "day":
      return <p className={classes.day}>{dayName(line.at, Date.now(), words)}</p>;
    case "system":
      return <SystemLine event={line.event} visitor={visitor ?? ""} />;
    case "group":
      return <MessageGroup group={line} visitor={visitor} me={me} isLast={isLast} />;
  }
}

function Jump({ arrived, onClick }: { arrived: number; onClick: () => void }) {
  const words = useWords();
  return (
    <Button
      className={classes.jump}
      size="compact-sm"
      radius="xl"
      variant={arrived > 0 ? "filled" : "default"}
      leftSection={<IconArrowDown size={14} />}
      onClick={onClick}
    >
      {arrived > 0 ? words.newMessages(arrived) : words.toTheEnd}
    </Button>
  );
}

function arrivedSince(entries: readonly RecordedEvent[], seq: number, me: Sender): number {
  return entries.filter((entry) => entry.seq > seq && isSaid(entry) && !isSameSender(senderOf(entry), me))
    .length;
}
