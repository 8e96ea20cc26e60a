import type { CommandAnswer } from "@causerie/client";
import { useState } from "preact/hooks";
import { type RatingShown, ratingShown } from "../chat/rating-shown.ts";
import type { Words } from "../words/language.ts";
import { refusalText } from "../words/sentence.ts";
import { Icon } from "./Icon.tsx";
import type { PanelModel } from "./panel-model.ts";
import { RatingComment } from "./RatingComment.tsx";

/** Quietly above the composer as long as the chat can be rated, and as a question when it is asked for [RA8]. */
export function RatingBar({ model }: { model: PanelModel }) {
  const shown = ratingShown(model.state.value);
  const chatId = model.state.value.chat?.chatId;
  if (shown === null) return null;
  return <Bar key={chatId} model={model} shown={shown} />;
}

function Bar({ model, shown }: { model: PanelModel; shown: RatingShown }) {
  const { words } = model.speech.value;
  const [justRated, setJustRated] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const say = async (answer: Promise<CommandAnswer>) => {
    setRefused(null);
    const said = await answer;
    // Two tabs, or two clicks: it is as the visitor wants it.
    const isSo = said.ok || said.refusal.reason === "nothing-to-do";
    if (!isSo) setRefused(refusalText(model.speech.value, said.refusal));
    return isSo;
  };
  const rate = (rating: "good" | "bad") => {
    const next = shown.rating === rating ? null : rating;
    setJustRated(next !== null);
    void say(model.host.client.rate(next));
  };
  const thumb = (rating: "good" | "bad") => (
    <button
      class={`thumb ${rating}`}
      type="button"
      aria-pressed={shown.rating === rating}
      onClick={() => rate(rating)}
    >
      <Icon name="thumb" />
      {words[rating]}
    </button>
  );
  return (
    <section class={`rating ${shown.asks ? "asks" : ""}`} aria-label={words.rating}>
      <p class="question">{questionOf(shown, words)}</p>
      <div class="thumbs">
        {thumb("good")}
        {thumb("bad")}
      </div>
      {shown.rating !== null && (
        <RatingComment
          model={model}
          comment={shown.comment}
          justRated={justRated}
          submit={(text) => say(model.host.client.comment(text))}
        />
      )}
      {refused !== null && (
        <p class="refused" role="alert">
          {refused}
        </p>
      )}
    </section>
  );
}

function questionOf({ rating, asks }: RatingShown, words: Words): string {
  if (rating !== null) return words.ratedThanks;
  return asks ? words.rateQuestion : words.rateThis;
}
