import { type EmojiDatabase, type Suggestion, suggest, type TypedName, typedNameAt } from "./search.ts";

/** What is offered now. `active`: the one that Enter takes. */
export type Offer = { suggestions: readonly Suggestion[]; active: number };

type Options = {
  /** Called at the first name that is typed; where it fails, nothing is offered. */
  load(): Promise<EmojiDatabase>;
  onChange(offer: Offer | null): void;
  /** The text as it is now. */
  read(): string;
  insert(emoji: string, at: { start: number; end: number }): void;
};

/** Names of emoji, completed while they are typed [EM4]. */
export class EmojiCompletion {
  readonly #options: Options;
  #database: Promise<EmojiDatabase> | null = null;
  #typed: TypedName | null = null;
  #offer: Offer | null = null;
  /** Where the name begins that was waved off. */
  #wavedOff: number | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** After every input, and when the caret has moved. */
  async typed(text: string, caret: number): Promise<void> {
    const typed = typedNameAt(text, caret);
    this.#typed = typed;
    if (typed?.start !== this.#wavedOff) this.#wavedOff = null;
    if (!typed || this.#wavedOff !== null) return this.#show([]);
    if (typed.isClosed) return this.#replace(typed);
    const suggestions = await this.#suggestionsFor(typed.query);
    // Not when something else was typed meanwhile.
    if (this.#typed === typed) this.#show(suggestions);
  }

  /** Also when it was written on meanwhile: the name stands where it stood. */
  async #replace(typed: TypedName): Promise<void> {
    const { query, start, end } = typed;
    this.#show([]);
    const [meant] = await this.#suggestionsFor(query);
    if (meant?.isExact && this.#options.read().slice(start, end) === `:${query}:`) this.#take(meant, typed);
  }

  /** Whether the key was for the offer, and so not for the text. */
  key(key: string): boolean {
    if (!this.#offer) return false;
    const { suggestions, active } = this.#offer;
    const steps: Record<string, number> = { ArrowDown: active + 1, ArrowUp: active - 1 };
    const next = steps[key];
    if (next !== undefined) {
      this.#set({ suggestions, active: (next + suggestions.length) % suggestions.length });
      return true;
    }
    if (key === "Enter" || key === "Tab") {
      this.choose(active);
      return true;
    }
    if (key !== "Escape") return false;
    this.close();
    return true;
  }

  choose(index: number): void {
    const chosen = this.#offer?.suggestions[index];
    const typed = this.#typed;
    this.#show([]);
    if (chosen && typed) this.#take(chosen, typed);
  }

  /** Until another name is begun. What is being looked up is not offered any more. */
  close(): void {
    this.#wavedOff = this.#typed?.start ?? null;
    this.#typed = null;
    this.#show([]);
  }

  #take(chosen: Suggestion, { start, end }: TypedName): void {
    this.#typed = null;
    this.#options.insert(chosen.unicode, { start, end });
    // Only to know what is used often.
    this.#database?.then((database) => database.incrementFavoriteEmojiCount(chosen.base)).catch(() => {});
  }

  async #suggestionsFor(query: string): Promise<Suggestion[]> {
    try {
      this.#database ??= this.#options.load();
      return await suggest(await this.#database, query);
    } catch {
      // The next name tries again.
      this.#database = null;
      return [];
    }
  }

  #show(suggestions: readonly Suggestion[]): void {
    if (suggestions.length > 0) this.#set({ suggestions, active: 0 });
    else if (this.#offer) this.#set(null);
  }

  #set(offer: Offer | null): void {
    this.#offer = offer;
    this.#options.onChange(offer);
  }
}
