import type { Language } from "../words/Words.tsx";

/** [EM5] What this server gives out, for the picker and for its data base alike. */
export function emojiSource(locale: Language): { locale: Language; dataSource: string } {
  return { locale, dataSource: `/emoji/${locale}.json` };
}
