import { exact, timeOfDay } from "../ui/time.ts";
import type { Words } from "../words/en.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./Log.module.css";
import type { SystemEvent } from "./lines.ts";

type Props = { event: SystemEvent; visitor: string };

export function SystemLine({ event, visitor }: Props) {
  const words = useWords();
  return (
    <p className={classes.system}>
      <bdi>{textOf(words, event, visitor)}</bdi>
      <time
        dateTime={new Date(event.at).toISOString()}
        title={exact(event.at, words.locale)}
        className={classes.time}
      >
        {timeOfDay(event.at, words.locale)}
      </time>
    </p>
  );
}

function textOf(words: Words, event: SystemEvent, visitor: string): string {
  switch (event.type) {
    case "ChatStarted":
      return words.chatStarted;
    case "AgentJoined":
      return words.joined(event.agent.name);
    case "AgentLeft":
      return words.left(event.agent.name);
    case "AgentDisconnected":
      return words.wasDisconnected(event.agent.name);
    case "VisitorGone":
      return words.leftSite(visitor);
    case "VisitorBack":
      return words.cameBack(visitor);
    case "ChatEnded":
      return words.chatEnded;
    default:
      // A server newer than this page [VS4].
      event satisfies never;
      return "";
  }
}
