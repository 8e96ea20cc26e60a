import Database from "emoji-picker-element/database.js";
import type { Language } from "../../words/language.ts";
import { emojiSource } from "./source.ts";

/** A chunk of its own, loaded when the first name is typed. */
export function loadNames(language: Language): Database {
  return new Database(emojiSource(language));
}
