import { describe, expect, it } from "vitest";
import { en } from "./en.ts";
import { wordRefusal } from "./error-words.ts";
import { fr } from "./fr.ts";
import { languageOf, localeOf } from "./Words.tsx";

describe("Serve, bottom left", () => {
  it.each([
    [0, "Serve 0 requests", "Répondre à 0 demande"],
    [1, "Serve 1 request", "Répondre à 1 demande"],
    [3, "Serve 3 requests", "Répondre à 3 demandes"],
  ])("says how many wait: %i", (count, english, french) => {
    expect(en.serve(count)).toBe(english);
    expect(fr.serve(count)).toBe(french);
  });
});

describe("Requests that I transferred away and nobody else could take", () => {
  it("[TR6] says how many and why they wait", () => {
    expect([en.keptFromMe(1), en.keptFromMe(2), fr.keptFromMe(1), fr.keptFromMe(2)]).toEqual([
      "1 waiting request was transferred by you. Nobody else is online to answer.",
      "2 waiting requests were transferred by you. Nobody else is online to answer.",
      "Vous avez transféré 1 demande qui attend. Personne d’autre n’est en ligne pour y répondre.",
      "Vous avez transféré 2 demandes qui attendent. Personne d’autre n’est en ligne pour y répondre.",
    ]);
  });
});

describe("The lines of the log", () => {
  it("are worded exactly", () => {
    expect([
      en.chatStarted,
      en.joined("Ann"),
      en.left("Ann"),
      en.wasDisconnected("Ann"),
      en.chatEnded,
    ]).toEqual([
      "Chat started",
      "Ann joined the chat",
      "Ann left the chat",
      "Ann was disconnected",
      "Chat ended",
    ]);
    expect([
      fr.chatStarted,
      fr.joined("Ann"),
      fr.left("Ann"),
      fr.wasDisconnected("Ann"),
      fr.chatEnded,
    ]).toEqual([
      "Chat démarré",
      "Ann a rejoint le chat",
      "Ann a quitté le chat",
      "Ann a été déconnecté",
      "Chat terminé",
    ]);
  });

  it("name all who type", () => {
    expect(en.typing(["Marie"])).toBe("Marie is typing…");
    expect(en.typing(["Marie", "Ann"])).toBe("Marie and Ann are typing…");
    expect(fr.typing(["Marie"])).toBe("Marie écrit…");
    expect(fr.typing(["Marie", "Ann"])).toBe("Marie et Ann écrivent…");
  });
});

describe("A refusal", () => {
  it("[CH4] names who serves the chat already", () => {
    const refusal = { reason: "already-served", by: ["Ann", "Ben"] } as const;
    expect(wordRefusal(en.refusals, { ...refusal, by: [...refusal.by] })).toContain(
      "Ann and Ben are serving",
    );
    expect(wordRefusal(fr.refusals, { ...refusal, by: [...refusal.by] })).toContain("Ann et Ben s’occupent");
  });

  it("[QU4] says that none is left", () => {
    expect(wordRefusal(en.refusals, { reason: "none-left" })).toMatch(/^No request is left/);
    expect(wordRefusal(fr.refusals, { reason: "none-left" })).toMatch(/^Il ne reste aucune demande/);
  });

  it("[CH15] names the limit of a message", () => {
    expect(wordRefusal(en.refusals, { reason: "message-too-long", maxLength: 10_000 })).toContain("10,000");
  });
});

describe("Too many attempts", () => {
  it("say when to try again", () => {
    const tryAgain = { at: "14:32", minutes: 1 };
    expect(en.httpErrors["too-many-attempts"](tryAgain)).toBe(
      "Too many attempts. Try again at 14:32 (in 1 minute).",
    );
    expect(fr.httpErrors["too-many-attempts"](tryAgain)).toContain("à 14:32 (dans 1 minute)");
  });
});

describe("The words of both languages", () => {
  it("use the typographic apostrophe alone", () => {
    for (const catalogue of [en, fr])
      expect(texts(catalogue).filter((text) => text.includes("'"))).toEqual([]);
  });

  it("keep French punctuation on the line of what it follows", () => {
    const built = [fr.account("Ann"), fr.nobodyFound("thé"), fr.tooLong(2, 1), fr.httpErrors.defect(null)];
    const all = [...texts(fr), ...built, wordRefusal(fr.refusals, { reason: "defect" })];
    expect(all.filter((text) => text.includes("\u202f")).length).toBeGreaterThan(5);
    expect(all.filter((text) => / [?!:;»]|« /.test(text))).toEqual([]);
  });

  it("follow the choice, else the browser", () => {
    expect(languageOf("en", "fr-FR")).toBe("en");
    expect(languageOf(null, "fr-CA")).toBe("fr");
    expect(languageOf(null, "de-DE")).toBe("en");
    expect(localeOf("en", ["fr-FR", "en-GB", "en"])).toBe("en-GB");
    expect(localeOf("fr", ["en-GB"])).toBe("fr");
  });
});

function texts(node: unknown): string[] {
  if (typeof node === "string") return [node];
  return typeof node === "object" && node !== null ? Object.values(node).flatMap(texts) : [];
}
