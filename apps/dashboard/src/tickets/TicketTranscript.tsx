import type { RecordedVisitorEvent, Sender } from "@causerie/domain";
import type { Ticket } from "@causerie/protocol";
import { MessageText } from "../chats/MessageText.tsx";
import { dateAndTime, exact } from "../ui/time.ts";
import type { Words } from "../words/en.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./TicketPage.module.css";

/** [TI5] */
export function TicketTranscript({ ticket: { transcript, requester } }: { ticket: Ticket }) {
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
    default: {
      const text = systemText(words, event);
      return text === null ? null : { from: null, text };
    }
  }
}

function nameOf(from: Sender, visitor: string): string {
  return from.kind === "agent" ? from.name : visitor;
}

type SystemEvent = Exclude<RecordedVisitorEvent, { type: "MessageSent" | "FileSent" | "OfflineMessageLeft" }>;

function systemText(words: Words, event: SystemEvent): string | null {
  switch (event.type) {
    case "ChatStarted":
      return words.chatStarted;
    case "AgentJoined":
      return words.joined(event.agent.name);
    case "AgentLeft":
      return words.left(event.agent.name);
    case "AgentDisconnected":
      return words.wasDisconnected(event.agent.name);
    case "ChatTransferred":
      return words.transferred(event.department.name);
    case "RatingRequested":
      return words.ratingRequested;
    case "ChatRated":
      return words.rated[event.rating];
    case "RatingRemoved":
      return words.ratingRemoved;
    case "CommentSubmitted":
      return `${words.commentSubmitted} · ${event.text}`;
    case "ContactDetailsUpdated":
      return words.detailsUpdated;
    case "ChatEnded":
      return words.chatEnded;
    default:
      return null;
  }
}
