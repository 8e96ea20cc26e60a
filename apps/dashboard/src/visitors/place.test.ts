import { describe, expect, it } from "vitest";
import { flagOf, shortPlace, wholePlace } from "./place.ts";
import { webAddress } from "./web-address.ts";

const lyon = { kind: "place", city: "Lyon", region: "Auvergne-Rhône-Alpes", countryCode: "FR" } as const;

describe("A place", () => {
  it("is the town, else the country in the reader's language", () => {
    expect(shortPlace(lyon, "en")).toBe("Lyon");
    expect(shortPlace({ ...lyon, city: null, countryCode: "DE" }, "fr")).toBe("Allemagne");
    expect(wholePlace(lyon, "en")).toBe("Lyon, Auvergne-Rhône-Alpes, France");
  });

  it("has its country's flag, and none for what is no country", () => {
    expect(flagOf("FR")).toBe("🇫🇷");
    expect(flagOf("??")).toBe("");
  });
});

describe("A page's address", () => {
  it("becomes a link only when it leads to the web", () => {
    expect(webAddress("https://shop.example/a")).toBe("https://shop.example/a");
    expect(webAddress("javascript:alert(1)")).toBeNull();
    expect(webAddress("not an address")).toBeNull();
  });
});
