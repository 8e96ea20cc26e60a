import { EmojiCompletion, insertEmoji, type Offer } from "@causerie/client/emoji";
import { type RefObject, useId, useMemo, useState } from "react";
import { useLanguage } from "../words/Words.tsx";
import { emojiSource } from "./emoji-data.ts";

/** Keys that move the caret without an input. */
const MOVES = ["ArrowLeft", "ArrowRight", "Home", "End"];

/** [EM4] Offers emoji by their names while these are typed in `field`. */
export function useEmojiCompletion(field: RefObject<HTMLTextAreaElement | null>) {
  const id = useId();
  const { language } = useLanguage();
  const [offer, setOffer] = useState<Offer | null>(null);
  const completion = useMemo(
    () =>
      new EmojiCompletion({
        load: () => loadNames(emojiSource(language)),
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
    listId: id,
    look,
    moved: (key: string) => MOVES.includes(key) && look(),
    key: (key: string) => completion.key(key),
    choose: (index: number) => completion.choose(index),
    close: () => completion.close(),
    /** What says to assistive technology that there is an offer, and which one is meant. */
    aria: offer
      ? ({
          "aria-autocomplete": "list",
          "aria-controls": id,
          "aria-activedescendant": optionId(id, offer.active),
        } as const)
      : {},
  };
}

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

async function loadNames(source: ReturnType<typeof emojiSource>) {
  const { default: Database } = await import("emoji-picker-element/database.js");
  return new Database(source);
}
