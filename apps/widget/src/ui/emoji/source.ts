import type { Language } from "../../words/language.ts";

/** [EM5] Beside the chunks, wherever the chat server is. */
export function emojiSource(locale: Language): { locale: Language; dataSource: string } {
  const chunk = import.meta.url;
  return { locale, dataSource: new URL(`../emoji/${locale}.json`, chunk).href };
}
