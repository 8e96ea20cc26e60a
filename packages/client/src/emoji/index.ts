export * from "./completion.ts";
export { type EmojiDatabase, fold, insertEmoji, type Suggestion } from "./search.ts";
