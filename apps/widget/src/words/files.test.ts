import { expect, test } from "vitest";
import { fileFault, fileSize, fileWords } from "./files.ts";

test("a file's fault names the limit, in both languages; what is no file's is worded elsewhere", () => {
  expect(fileFault("en", { reason: "file-too-large", maxBytes: 20 * 1024 * 1024 })).toBe(
    "The file is larger than 20 MB: make it smaller.",
  );
  expect(fileFault("fr", { reason: "file-type", allowed: ["pdf", "png"] })).toContain("pdf, png");
  expect(fileFault("fr", { reason: "image-too-large", maxPixels: 50_000_000 })).toContain("50 mégapixels");
  expect(fileFault("en", { reason: "chat-ended" })).toBeNull();
});

test("a size is written in the unit that reads best", () => {
  expect([900, 12_345, 2_345_678].map((bytes) => fileSize("en", "en-GB", bytes))).toEqual([
    "900 B",
    "12 kB",
    "2.3 MB",
  ]);
  expect(fileSize("fr", "fr-FR", 2_345_678)).toBe("2,3\u202fMo");
});

test("French puts a narrow space before its double signs", () => {
  for (const text of Object.values(fileWords.fr.faults)) expect(text).not.toMatch(/[^\u202f][?!:;]/);
});
