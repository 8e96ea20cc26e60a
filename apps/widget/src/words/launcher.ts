import type { Plural } from "./en.ts";

export type LauncherWords = {
  launcher: string;
  newMessages: Plural;
  hide: string;
  loadFailed: string;
  ratingAsked: string;
};

/** All that is said before the panel is opened: few enough to be there in every language. */
export const launcherWords = {
  en: {
    launcher: "Chat with us",
    newMessages: { one: "{count} new message", other: "{count} new messages" },
    hide: "Hide",
    loadFailed: "The chat could not be loaded. Check your connection, then try again.",
    ratingAsked: "How do you rate this conversation?",
  },
  fr: {
    launcher: "Chatter avec nous",
    newMessages: { one: "{count} nouveau message", other: "{count} nouveaux messages" },
    hide: "Masquer",
    loadFailed: "Le chat n’a pas pu être chargé. Vérifiez votre connexion, puis réessayez.",
    ratingAsked: "Comment évaluez-vous cette conversation\u202f?",
  },
} satisfies Record<string, LauncherWords>;
