import type { en } from "./en.ts";

export type Words = typeof en;
export const LANGUAGES = ["en", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A language with its catalogue. `locale` also knows the region where the browser does: dates follow it. */
export type Speech = { language: Language; locale: string; words: Words };

/** French if the tag says so, else English. */
export function languageOf(tag: string): Language {
  return /^fr\b/i.test(tag) ? "fr" : "en";
}

/** Each catalogue is a chunk of its own: a page loads the one that it shows. */
export async function loadSpeech(language: Language): Promise<Speech> {
  const words = language === "fr" ? (await import("./fr.ts")).fr : (await import("./en.ts")).en;
  return { language, locale: localeOf(language), words };
}

function localeOf(language: Language): string {
  return (
    navigator.languages?.find((tag) => languageOf(tag) === language && tag.startsWith(language)) ?? language
  );
}
