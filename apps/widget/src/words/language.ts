import type { en } from "./en.ts";
import { type LauncherWords, launcherWords } from "./launcher.ts";

export type Words = typeof en;
export const LANGUAGES = ["en", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A language with its catalogue. `locale` also knows the region where the browser does: dates follow it. */
export type Speech = { language: Language; locale: string; words: Words };

/** As much of it as is said before the panel is opened. */
export type LauncherSpeech = { language: Language; locale: string; words: LauncherWords };

/** French if the tag says so, else English. */
export function languageOf(tag: string): Language {
  return /^fr\b/i.test(tag) ? "fr" : "en";
}

export function launcherSpeech(language: Language): LauncherSpeech {
  return { language, locale: localeOf(language), words: launcherWords[language] };
}

/** The panel's words: each catalogue is a chunk of its own, loaded with the panel if it is the one that is shown. */
export async function loadSpeech(language: Language): Promise<Speech> {
  const words = language === "fr" ? (await import("./fr.ts")).fr : (await import("./en.ts")).en;
  return { language, locale: localeOf(language), words };
}

function localeOf(language: Language): string {
  return (
    navigator.languages?.find((tag) => languageOf(tag) === language && tag.startsWith(language)) ?? language
  );
}
