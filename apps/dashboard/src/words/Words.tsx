import { readLocalStorageValue, useLocalStorage } from "@mantine/hooks";
import { createContext, type ReactNode, use, useEffect, useMemo } from "react";
import { en, type Words } from "./en.ts";
import { fr } from "./fr.ts";

export type Language = "en" | "fr";
const catalogues: Record<Language, Words> = { en, fr };
/** Each in its own language, as people look for it. */
export const LANGUAGES: Record<Language, string> = { en: "English", fr: "Français" };

const KEY = "causerie:language";
type Chosen = { words: Words; language: Language; choose: (language: Language) => void };
const WordsContext = createContext<Chosen>({ words: en, language: "en", choose: () => {} });

export function WordsProvider({ children }: { children: ReactNode }) {
  const [stored, choose] = useLocalStorage<Language | null>({
    key: KEY,
    defaultValue: readLocalStorageValue<Language | null>({ key: KEY, defaultValue: null }),
    getInitialValueInEffect: false,
  });
  const language = languageOf(stored, navigator.language);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const words = useMemo(
    () => ({ ...catalogues[language], locale: localeOf(language, navigator.languages) }),
    [language],
  );
  return <WordsContext value={{ words, language, choose }}>{children}</WordsContext>;
}

/** For what stands outside of the components: in the language that the page says it is in. */
export function wordsOfPage(): Words {
  return catalogues[languageOf(document.documentElement.lang, "")];
}

/** What was chosen, else the browser's language, else English. */
export function languageOf(stored: string | null, browser: string): Language {
  if (stored === "en" || stored === "fr") return stored;
  return browser.toLowerCase().startsWith("fr") ? "fr" : "en";
}

/** Dates and figures as the browser's own region writes them, where it speaks the language: 14:05 in Britain. */
export function localeOf(language: Language, browser: readonly string[]): string {
  return browser.find((locale) => locale.toLowerCase().startsWith(language)) ?? language;
}

export function useWords(): Words {
  return use(WordsContext).words;
}

export function useLanguage(): Pick<Chosen, "language" | "choose"> {
  return use(WordsContext);
}
