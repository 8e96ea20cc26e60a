import type { RecordedVisitorEvent, Sender } from "@causerie/domain";
import type { Ticket } from "@causerie/protocol";
import { MessageText } from "../chats/MessageText.tsx";
import { commonText } from "../chats/system-text.ts";
import { dateAndTime, exact } from "../ui/time.ts";
import type { Words } from "../words/en.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./TicketPage.module.css";

/** [TI5] */
export function TicketTranscript({ ticket }: { ticket: Ticket }) {
  const { transcript, isTranscriptWhole, requester } = ticket;
  const words = useWords();
  const { tickets } = words;
  const visitor = requester.name || requester.email;
  const lines = transcript.flatMap((event) => {
    const line = lineOf(words, event, visitor);
    return line ? [{ key: event.seq, at: event.at, ...line }] : [];
  });
  return (
    <section>
      <h2 className={classes.heading}>{tickets.transcript}</h2>
      <p className={classes.hint}>{tickets.transcriptHint}</p>
      {!isTranscriptWhole && <p className={classes.hint}>{tickets.beginningLeftOut}</p>}
      {lines.length === 0 && <p>{tickets.noTranscript}</p>}
      <ol className={classes.transcript}>
        {lines.map(({ key, at, from, text }) => (
          <li key={key} className={from === null ? classes.system : classes.said}>
            {from !== null && <bdi className={classes.from}>{from}</bdi>}
            <time
              className={classes.at}
              dateTime={new Date(at).toISOString()}
              title={exact(at, words.locale)}
            >
              {dateAndTime(at, words.locale)}
            </time>
            <div className={classes.text} dir="auto">
              {from === null ? text : <MessageText text={text} />}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** `from`: null is the system. Nothing of an event that this page does not know. */
function lineOf(
  words: Words,
  event: RecordedVisitorEvent,
  visitor: string,
): { from: string | null; text: string } | null {
  switch (event.type) {
    case "MessageSent":
      return { from: nameOf(event.from, visitor), text: event.text };
    case "FileSent":
      return { from: nameOf(event.from, visitor), text: event.file.name };
    case "OfflineMessageLeft":
      return { from: visitor, text: event.text };
    case "CommentSubmitted":
      return { from: null, text: `${commonText(words, event)} · ${event.text}` };
    case "ChatQueued":
      return null;
    default: {
      const text = commonText(words, event);
      return text === "" ? null : { from: null, text };
    }
  }
}

function nameOf(from: Sender, visitor: string): string {
  return from.kind === "agent" ? from.name : visitor;
}
