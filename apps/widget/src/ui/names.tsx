import type { Speech } from "../words/language.ts";
import { aroundName } from "../words/sentence.ts";

/** "Marie", "Marie and Paul" */
export function names({ locale }: Speech, all: readonly string[]): string {
  return new Intl.ListFormat(locale).format(all);
}

/** The name isolated, so that its writing direction, or a character that turns it, stays its own. */
export function Sentence({ text, name }: { text: string; name: string }) {
  const [before, after] = aroundName(text);
  return (
    <>
      {before}
      <bdi>{name}</bdi>
      {after}
    </>
  );
}
