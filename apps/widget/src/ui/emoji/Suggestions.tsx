import type { Offer } from "@causerie/client/emoji";
import type { Speech } from "../../words/language.ts";
import { counted } from "../../words/sentence.ts";
import { OFFER_ID } from "./use-completion.ts";

type Props = { speech: Speech; offer: Offer | null; choose(index: number): void };

/** Above the composer, which keeps the focus: its arrows move here. */
export function Suggestions({ speech, offer, choose }: Props) {
  return (
    <>
      <p class="unseen" role="status">
        {offer && counted(speech, speech.words.emojiOffered, offer.suggestions.length)}
      </p>
      {offer && (
        <div id={OFFER_ID} class="offer" role="listbox" aria-label={speech.words.emoji}>
          {offer.suggestions.map(({ base, unicode, name }, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the composer's
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the composer
            <div
              key={base}
              id={`${OFFER_ID}-${index}`}
              role="option"
              aria-selected={index === offer.active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(index)}
            >
              <span aria-hidden="true">{unicode}</span>
              {name}
            </div>
          ))}
        </div>
      )}
    </>
  );
}
