import { type ChatState, isVisitorChat } from "@causerie/domain";
import { IconThumbDown, IconThumbUp } from "@tabler/icons-react";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./RatingMark.module.css";

/** How the visitor rates the chat at the moment; nothing while rating is not enabled [RA10]. */
export function RatingMark({ view, short = false }: { view: ChatState; short?: boolean }) {
  const words = useWords();
  const isEnabled = useAgentState((state) => state.settings?.ratingEnabled ?? false);
  if (!isEnabled || !isVisitorChat(view) || view.rating === null) return null;
  const Thumb = view.rating === "good" ? IconThumbUp : IconThumbDown;
  const text = words.rated[view.rating];
  return (
    <span
      className={classes.mark}
      data-rating={view.rating}
      title={text}
      {...(short && { role: "img", "aria-label": text })}
    >
      <Thumb size={14} aria-hidden />
      {!short && words.ratings[view.rating]}
    </span>
  );
}
