import { expect, test } from "vitest";
import { en } from "./en.ts";
import { fr } from "./fr.ts";
import { languageOf, type Speech } from "./language.ts";
import { launcherWords } from "./launcher.ts";
import { aroundName, counted, refusalText } from "./sentence.ts";

const english: Speech = { language: "en", locale: "en-GB", words: en };
const french: Speech = { language: "fr", locale: "fr-FR", words: fr };

test("counts take the form and the digits of the language", () => {
  expect(counted(english, launcherWords.en.newMessages, 1)).toBe("1 new message");
  expect(counted(english, launcherWords.en.newMessages, 0)).toBe("0 new messages");
  expect(counted(french, launcherWords.fr.newMessages, 0)).toBe("0 nouveau message");
  expect(counted(french, fr.charactersLeft, 1_000)).toBe("1\u202f000 caractères restants");
});

test("the names of the product's words are exact in both languages", () => {
  expect([launcherWords.en.launcher, en.close, en.message, en.send, en.endChat, en.log]).toEqual([
    "Chat with us",
    "Close",
    "Message",
    "Send",
    "End chat",
    "Conversation",
  ]);
  expect([launcherWords.fr.launcher, fr.close, fr.message, fr.send, fr.endChat, fr.log]).toEqual([
    "Chatter avec nous",
    "Fermer",
    "Message",
    "Envoyer",
    "Mettre fin au chat",
    "Conversation",
  ]);
  expect(aroundName(en.joined)).toEqual(["", " joined the chat"]);
  expect(aroundName(fr.disconnected)).toEqual(["", " a été déconnecté"]);
});

test("a refusal says what to do, with its limit", () => {
  const refusal = { reason: "message-too-long", maxLength: 10_000 } as const;
  expect(refusalText(english, refusal)).toBe("The message is longer than 10,000 characters: shorten it.");
  expect(refusalText(french, { reason: "slow-down" })).toContain("réessayez");
});

test("French is for tags that say French, English for the rest", () => {
  expect(["fr", "fr-CA", "FR-be", "fry", "en", "de", ""].map(languageOf)).toEqual([
    "fr",
    "fr",
    "fr",
    "en",
    "en",
    "en",
    "en",
  ]);
});
