import fr from "emoji-picker-element/i18n/fr.js";
import Picker from "emoji-picker-element/picker.js";
import type { Language } from "../../words/language.ts";
import { emojiSource } from "./source.ts";

/** A chunk of its own, loaded when it is opened for the first time. */
export function createPicker(language: Language, onPick: (emoji: string) => void): HTMLElement {
  const picker = new Picker({ ...emojiSource(language), ...(language === "fr" && { i18n: fr }) });
  picker.className = "picker";
  picker.addEventListener("emoji-click", ({ detail }) => detail.unicode && onPick(detail.unicode));
  return picker;
}
