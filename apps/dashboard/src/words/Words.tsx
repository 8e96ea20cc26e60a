import { readLocalStorageValue, useLocalStorage } from "@mantine/hooks";
import { createContext, type ReactNode, use, useEffect } from "react";
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
  return <WordsContext value={{ words: catalogues[language], language, choose }}>{children}</WordsContext>;
}

/** What was chosen, else the browser's language, else English. */
export function languageOf(stored: string | null, browser: string): Language {
  if (stored === "en" || stored === "fr") return stored;
  return browser.toLowerCase().startsWith("fr") ? "fr" : "en";
}

export function useWords(): Words {
  return use(WordsContext).words;
}

export function useLanguage(): Pick<Chosen, "language" | "choose"> {
  return use(WordsContext);
}
