import type { VisitorClientState } from "@causerie/client";
import { isWorthRetrying } from "@causerie/client/files";
import { linkify } from "../chat/linkify.ts";
import type { LogLine, LogMessage, SystemLine } from "../chat/log-lines.ts";
import { isSaid } from "../chat/said.ts";
import { fileFault } from "../words/files.ts";
import type { Words } from "../words/language.ts";
import { refusalText } from "../words/sentence.ts";
import { Avatar } from "./Avatar.tsx";
import { FileLine, isImage } from "./FileLine.tsx";
import { Icon } from "./Icon.tsx";
import { Sentence } from "./names.tsx";
import type { PanelModel } from "./panel-model.ts";
import { dayText, timeText } from "./time-text.ts";

type Group = Extract<LogLine, { kind: "group" }>;

export function Line({ line, model }: { line: LogLine; model: PanelModel }) {
  const speech = model.speech.value;
  switch (line.kind) {
    case "day":
      return (
        <p class="day">
          <span>{dayText(speech, line.at, Date.now())}</span>
        </p>
      );
    case "system":
      return (
        <>
          <p class="system">
            <System line={line} words={speech.words} />
          </p>
          {line.event === "CommentSubmitted" && (
            <p class="quote" dir="auto">
              {line.text}
            </p>
          )}
        </>
      );
    case "group":
      return <Group group={line} model={model} />;
    default:
      line satisfies never;
      return null;
  }
}

function System({ line, words }: { line: SystemLine; words: Words }) {
  switch (line.event) {
    case "ChatStarted":
      return words.chatStarted;
    case "ChatEnded":
      return words.chatEnded;
    case "AgentJoined":
      return <Sentence text={words.joined} name={line.name} />;
    case "AgentLeft":
      return <Sentence text={words.left} name={line.name} />;
    case "AgentDisconnected":
      return <Sentence text={words.disconnected} name={line.name} />;
    case "ChatTransferred":
      return <Sentence text={words.transferred} name={line.name} />;
    case "RatingRequested":
      return words.ratingRequested;
    case "RatedGood":
      return words.ratedGood;
    case "RatedBad":
      return words.ratedBad;
    case "RatingRemoved":
      return words.ratingRemoved;
    case "CommentSubmitted":
      return words.commentSubmitted;
    case "ContactDetailsUpdated":
      return words.detailsUpdated;
    default:
      line satisfies never;
      return null;
  }
}

function Group({ group: { from, messages }, model }: { group: Group; model: PanelModel }) {
  const { words } = model.speech.value;
  const mine = from.kind === "visitor";
  const sender = mine ? words.you : from.name;
  return (
    <div class={`group ${mine ? "mine" : "theirs"}`}>
      {!mine && <Avatar name={from.name} tint={from.agentId} />}
      <div class="messages">
        {!mine && (
          <bdi class="sender" aria-hidden="true">
            {from.name}
          </bdi>
        )}
        {messages.map((message) => (
          <Message key={message.id} message={message} sender={sender} model={model} />
        ))}
        <Meta message={messages.at(-1)} model={model} />
      </div>
    </div>
  );
}

function Message({ message, sender, model }: { message: LogMessage; sender: string; model: PanelModel }) {
  const { id, text, file, delivery } = message;
  const speech = model.speech.value;
  const { client } = model.host;
  return (
    <>
      <div class={`bubble ${isImage(message) ? "picture" : delivery.kind}`}>
        <span class="unseen">
          <bdi>{sender}</bdi>:{" "}
        </span>
        {file ? (
          <FileLine message={{ ...message, file }} model={model} />
        ) : (
          <p dir="auto">
            <Text text={text} />
          </p>
        )}
      </div>
      {delivery.kind === "failed" && (
        <div class="failure">
          <Icon name="alert" />
          <p>
            {speech.words.notSent}{" "}
            {fileFault(speech.language, delivery.refusal) ?? refusalText(speech, delivery.refusal)}
          </p>
          {isWorthRetrying(delivery.refusal) && (
            <button class="link" type="button" onClick={() => client.retry(id)}>
              {speech.words.retry}
            </button>
          )}
          <button class="link" type="button" onClick={() => client.discard(id)}>
            {speech.words.discard}
          </button>
        </div>
      )}
    </>
  );
}

/** Text is shown as text: only what is an http(s) address becomes a link. */
function Text({ text }: { text: string }) {
  return linkify(text).map((part, place) =>
    part.kind === "text" ? (
      part.text
    ) : (
      <a key={place} href={part.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
        {part.text}
      </a>
    ),
  );
}

function Meta({ message, model }: { message: LogMessage | undefined; model: PanelModel }) {
  const speech = model.speech.value;
  if (message === undefined || message.delivery.kind === "failed") return null;
  const sending = message.delivery.kind === "sending";
  const sent = message.id === lastSent(model.state.value);
  return (
    <p class="meta" aria-live="off">
      <time dateTime={new Date(message.at).toISOString()}>{timeText(speech, message.at)}</time>
      {sending && <span>{speech.words.sending}</span>}
      {sent && <span>{speech.words.sent}</span>}
    </p>
  );
}

/** The visitor's newest message, once it is stored. */
function lastSent({ chat, pending }: VisitorClientState): string | null {
  if (pending.length > 0) return null;
  const mine = chat?.entries.findLast((entry) => isSaid(entry) && entry.from.kind === "visitor");
  return mine && isSaid(mine) ? mine.messageId : null;
}
