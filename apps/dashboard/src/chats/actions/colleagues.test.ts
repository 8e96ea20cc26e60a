import { expect, it } from "vitest";
import { type ColleagueChoice, emailMeant, suggested } from "./colleagues.ts";

const colleague = (agentId: number, name: string, email: string): ColleagueChoice => ({
  agentId,
  name,
  email,
  status: "online",
  connected: true,
  standing: "Online",
});
const lea = colleague(1, "Léa Moreau", "lea@example.com");
const paul = colleague(2, "Paul Girard", "paul.girard@example.com");
const otherPaul = colleague(3, "paul girard", "pg@example.com");

it("Colleagues are suggested by a part of their name or e-mail, whatever its case", () => {
  expect(suggested([lea, paul], "", "fr")).toEqual([lea, paul]);
  expect(suggested([lea, paul], " GIR", "fr")).toEqual([paul]);
  expect(suggested([lea, paul], "lea@", "fr")).toEqual([lea]);
  expect(suggested([lea, paul], "noor", "fr")).toEqual([]);
});

it("Nothing is suggested any more once an e-mail is there in full", () => {
  expect(suggested([lea, paul], "Lea@Example.com", "fr")).toEqual([]);
});

it("A whole name means that colleague, unless several have it; anything else is taken as it is", () => {
  expect(emailMeant([lea, paul], "léa moreau", "fr")).toBe(lea.email);
  expect(emailMeant([paul, otherPaul], "Paul Girard", "fr")).toBe("Paul Girard");
  expect(emailMeant([lea], " somebody@example.com ", "fr")).toBe("somebody@example.com");
});
