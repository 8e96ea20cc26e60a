/**
 * An emoji as the picker's data base gives it. `tags`: words that find it; those that begin with a colon are its short
 * names, as :red_heart. `skins`: tones 1 to 5.
 */
export type FoundEmoji = {
  unicode: string;
  annotation: string;
  order: number;
  tags?: string[];
  skins?: { tone: number; unicode: string }[];
};

/** The picker's data base, or what stands in for it. */
export type EmojiDatabase = {
  getEmojiBySearchQuery(query: string): Promise<unknown[]>;
  getPreferredSkinTone(): Promise<number>;
  incrementFavoriteEmojiCount(unicode: string): Promise<void>;
};

/** `unicode`: in the preferred skin tone. `base`: without one. `isExact`: what was typed is one of its names. */
export type Suggestion = { unicode: string; base: string; name: string; isExact: boolean };

/** A name being typed: the text from `start`, where its colon is, to `end`. `isClosed`: by a second colon. */
export type TypedName = { query: string; start: number; end: number; isClosed: boolean };

/** Letters of any language; +1 and -1 too. A colon within a word or an address begins no name. */
const NAME = /(?:^|[\s([{«“"'’>])(:([\p{L}\p{N}_+-]{2,40})(:?))$/u;
const MOST_SUGGESTIONS = 8;

/** [EM4] The name that the caret stands behind; null when it stands behind none. */
export function typedNameAt(text: string, caret: number): TypedName | null {
  const [, whole, query, colon] = NAME.exec(text.slice(0, caret)) ?? [];
  if (whole === undefined || query === undefined) return null;
  return { query, start: caret - whole.length, end: caret, isClosed: colon === ":" };
}

/** Of those that a name may mean as well, these are meant most often. */
const POPULAR = [..."❤👍😂😊🙏🎉😍👏😭🔥👌😘✅🤔💪👋😉🙌💯😅🤣👀✨👎"];

/** The best first: whose name this is, whose name begins so; then what is popular, then by the picker's order. */
export async function suggest(database: EmojiDatabase, query: string): Promise<Suggestion[]> {
  const [found, tone] = await Promise.all([
    database.getEmojiBySearchQuery(query),
    database.getPreferredSkinTone(),
  ]);
  return found
    .filter(isFoundEmoji)
    .map((emoji) => ({ emoji, rank: rankOf(emoji, fold(query)), place: placeOf(emoji) }))
    .sort((one, other) => one.rank - other.rank || one.place - other.place)
    .slice(0, MOST_SUGGESTIONS)
    .map(({ emoji, rank }) => toSuggestion(emoji, rank, tone));
}

/** What a site adds of its own pictures has no `unicode`; we add none. */
function isFoundEmoji(emoji: unknown): emoji is FoundEmoji {
  return typeof emoji === "object" && emoji !== null && "unicode" in emoji && "annotation" in emoji;
}

const EXACT = 0;

function rankOf({ tags = [], annotation }: FoundEmoji, query: string): number {
  const codes = tags.filter((tag) => tag.startsWith(":")).map((tag) => fold(tag.slice(1)));
  const name = fold(annotation);
  if (codes.includes(query) || name === query) return EXACT;
  if (codes.some((code) => code.startsWith(query)) || name.startsWith(query)) return 1;
  return name.split(/[\s’'-]+/).includes(query) ? 2 : 3;
}

/** Before all others, which have their order from 1 on, those that are popular. */
function placeOf({ unicode, order }: FoundEmoji): number {
  const place = POPULAR.indexOf(unicode.replace("\ufe0f", ""));
  return place < 0 ? order : place - POPULAR.length;
}

function toSuggestion(
  { unicode, annotation, skins = [] }: FoundEmoji,
  rank: number,
  tone: number,
): Suggestion {
  const skinned = skins.find((skin) => skin.tone === tone)?.unicode ?? unicode;
  return { unicode: skinned, base: unicode, name: annotation, isExact: rank === EXACT };
}

/** [EM3] Accents and ligatures may be left out. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
}

/** A text area, as far as it is needed here: the package knows no browser. */
type TextField = {
  readonly selectionStart: number;
  readonly selectionEnd: number;
  setRangeText(text: string, start: number, end: number, then: "end" | "preserve"): void;
  dispatchEvent(event: Event): boolean;
};

/** Puts it where the caret is, or in place of what is selected, as if it were typed. */
export function insertEmoji(
  field: TextField,
  emoji: string,
  { start, end }: { start: number; end: number } = { start: field.selectionStart, end: field.selectionEnd },
): void {
  // Behind it, unless the caret is farther on already.
  field.setRangeText(emoji, start, end, field.selectionStart > end ? "preserve" : "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
