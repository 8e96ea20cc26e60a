import type { Offer } from "@causerie/client/emoji";
import { useWords } from "../words/Words.tsx";
import classes from "./emoji.module.css";
import { optionId } from "./use-emoji-completion.ts";

type Props = { id: string; offer: Offer | null; choose: (index: number) => void };

/** Above the composer, which keeps the focus: its arrows move here. */
export function EmojiSuggestions({ id, offer, choose }: Props) {
  const words = useWords();
  return (
    <>
      <p role="status" className="unseen">
        {offer && words.emojiOffered(offer.suggestions.length)}
      </p>
      {offer && (
        <div role="listbox" id={id} aria-label={words.emoji} className={classes.offer}>
          {offer.suggestions.map(({ base, unicode, name }, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the composer's
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the composer
            <div
              key={base}
              id={optionId(id, index)}
              role="option"
              aria-selected={index === offer.active}
              className={classes.option}
              // The composer keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(index)}
            >
              <span aria-hidden className={classes.emoji}>
                {unicode}
              </span>
              {name}
            </div>
          ))}
        </div>
      )}
    </>
  );
}
