import type { AgentRef } from "@causerie/domain";
import { IconLock } from "@tabler/icons-react";
import { exact, timeOfDay } from "../ui/time.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./Log.module.css";
import type { SystemEvent } from "./lines.ts";
import { MessageText } from "./MessageText.tsx";
import { systemText } from "./system-text.ts";

type Props = { event: SystemEvent; visitor: string };

export function SystemLine({ event, visitor }: Props) {
  const words = useWords();
  return (
    <>
      <p className={classes.system} data-line="system" data-event={eventName(event)}>
        <bdi>{systemText(words, event, visitor)}</bdi>
        <time
          dateTime={new Date(event.at).toISOString()}
          title={exact(event.at, words.locale)}
          className={classes.time}
        >
          {timeOfDay(event.at, words.locale)}
        </time>
      </p>
      {event.type === "ChatTransferred" && event.remark !== "" && <Remark {...event} />}
      {event.type === "CommentSubmitted" && (
        <p className={classes.quote} dir="auto">
          {event.text}
        </p>
      )}
    </>
  );
}

/** For the agents who come after; the visitor never gets it [TR1]. */
function Remark({ agent, remark }: { agent: AgentRef; remark: string }) {
  const words = useWords();
  return (
    <div className={classes.remark} data-line="remark" data-sender={agent.name}>
      <p className={classes.remark_by}>
        <IconLock size={13} aria-hidden />
        <bdi>{words.remarkOf(agent.name)}</bdi>
      </p>
      <MessageText text={remark} />
    </div>
  );
}

/** An edit of the notes alone is among agents [DE3]. */
function eventName(event: SystemEvent): string {
  const isOfNotes =
    event.type === "ContactDetailsUpdated" && event.changed.every((field) => field === "notes");
  return isOfNotes ? "NotesUpdated" : event.type;
}
