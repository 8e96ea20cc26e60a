import { EmojiCompletion, insertEmoji, type Offer } from "@causerie/client/emoji";
import type { RefObject } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Language } from "../../words/language.ts";

/** Keys that move the caret without an input. */
const MOVES = ["ArrowLeft", "ArrowRight", "Home", "End"];
export const OFFER_ID = "causerie-emoji";

/** [EM4] Offers emoji by their names while these are typed in `field`. */
export function useCompletion(field: RefObject<HTMLTextAreaElement | null>, language: Language) {
  const [offer, setOffer] = useState<Offer | null>(null);
  const completion = useMemo(
    () =>
      new EmojiCompletion({
        load: async () => (await import("./names.ts")).loadNames(language),
        onChange: setOffer,
        read: () => field.current?.value ?? "",
        insert: (emoji, at) => field.current && insertEmoji(field.current, emoji, at),
      }),
    [field, language],
  );
  const look = () => {
    const { current } = field;
    if (current) void completion.typed(current.value, current.selectionStart);
  };
  return {
    offer,
    look,
    completion,
    moved: (key: string) => void (MOVES.includes(key) && look()),
    /** What says to assistive technology that there is an offer, and which one is meant. */
    aria: offer
      ? ({
          "aria-autocomplete": "list",
          "aria-controls": OFFER_ID,
          "aria-activedescendant": `${OFFER_ID}-${offer.active}`,
        } as const)
      : {},
  };
}
