/** What mails are written in. */
export type MailLanguage = "en" | "fr";

/** `tag`: as a browser says it, "fr-CA"; null is not known. */
export function mailLanguageOf(tag: string | null): MailLanguage {
  return tag?.toLowerCase().startsWith("fr") ? "fr" : "en";
}
