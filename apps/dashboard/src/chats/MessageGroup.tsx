import { isWorthRetrying } from "@causerie/client/files";
import type { Sender } from "@causerie/domain";
import { Button } from "@mantine/core";
import { IconAlertCircle, IconLock } from "@tabler/icons-react";
import { useAgentClient } from "../connection/AgentConnection.tsx";
import { FileMessage, isOfFile } from "../files/FileMessage.tsx";
import { exact, timeOfDay } from "../ui/time.ts";
import { wordRefusal } from "../words/error-words.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./Log.module.css";
import { type MessageGroup as Group, isSameSender, type LogMessage } from "./lines.ts";
import { MessageText } from "./MessageText.tsx";

type Props = { group: Group; visitor: string | null; me: Sender; isLast: boolean };

/** What the visitor wrote at the start, what agents wrote at the end; mine in colour. */
export function MessageGroup({ group, visitor, me, isLast }: Props) {
  const words = useWords();
  const isMine = isSameSender(group.from, me);
  const name = group.from.kind === "visitor" ? (visitor ?? "") : group.from.name;
  return (
    <div
      className={classes.group}
      data-from={isMine ? "me" : visitor === null ? "colleague" : group.from.kind}
      data-note={group.isNote || undefined}
    >
      <p className={classes.by}>
        <bdi className={isMine ? "unseen" : classes.name}>{name}</bdi>
        {group.isNote && (
          <span className={classes.note}>
            <IconLock size={12} aria-hidden />
            {words.privateNote}
          </span>
        )}
        <time
          dateTime={new Date(group.at).toISOString()}
          title={exact(group.at, words.locale)}
          className={classes.time}
        >
          {timeOfDay(group.at, words.locale)}
        </time>
      </p>
      {group.messages.map((message) => (
        <Message key={message.id} message={message} group={group} />
      ))}
      {isMine && isLast && <Fate messages={group.messages} />}
    </div>
  );
}

function Message({ message, group }: { message: LogMessage; group: Group }) {
  const { state } = message;
  const { from, isNote } = group;
  return (
    <>
      <div
        className={classes.message}
        data-state={state.kind}
        data-message={message.id}
        data-image={isImage(message) || undefined}
        data-line={isNote ? "note" : "message"}
        data-sender={from.kind === "agent" ? from.name : undefined}
      >
        {isOfFile(message) ? <FileMessage message={message} /> : <MessageText text={message.text} />}
      </div>
      {state.kind === "failed" && <Failed id={message.id} refusal={state.refusal} />}
    </>
  );
}

/** It stands without a bubble around it. */
function isImage({ file }: LogMessage): boolean {
  return file !== null && "fileId" in file && file.image !== null;
}

function Failed({
  id,
  refusal,
}: {
  id: string;
  refusal: Extract<LogMessage["state"], { kind: "failed" }>["refusal"];
}) {
  const words = useWords();
  const client = useAgentClient();
  return (
    <div className={classes.failed} role="alert">
      <IconAlertCircle size={15} aria-hidden />
      <span>
        <strong>{words.notSent}.</strong> {wordRefusal(words.refusals, refusal)}
      </span>
      {isWorthRetrying(refusal) && (
        <Button size="compact-xs" variant="default" onClick={() => client.retry(id)}>
          {words.retry}
        </Button>
      )}
      <Button size="compact-xs" variant="subtle" color="gray" onClick={() => client.discard(id)}>
        {words.discard}
      </Button>
    </div>
  );
}

/** Of the latest messages, the one that is least far. What failed, or is being uploaded, speaks for itself. */
function Fate({ messages }: { messages: LogMessage[] }) {
  const words = useWords();
  const last = messages.at(-1)?.state.kind;
  if (last === "failed" || last === "uploading") return null;
  const isSending = messages.some(({ state }) => state.kind !== "sent");
  return <p className={classes.fate}>{isSending ? words.sending : words.sent}</p>;
}
