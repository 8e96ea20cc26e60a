import { expect, it } from "vitest";
import { en } from "../words/en.ts";
import { fr } from "../words/fr.ts";
import { groupName } from "./groups.ts";

const SALES = { departmentId: 3, name: "Sales", description: "", enabled: true, members: [], online: [] };

it("[VI9] a group is called by what its visitors have in common, in the agent's language", () => {
  expect(groupName(fr, "activity", "incoming", [])).toBe("Entrants");
  expect(groupName(fr, "country", "DE", [])).toBe("🇩🇪 Allemagne");
  expect(groupName(en, "country", "local", [])).toBe("Local");
  expect(groupName(en, "department", "3", [SALES])).toBe("Sales");
  expect(groupName(en, "pageUrl", "https://x/", [])).toBe("https://x/");
});

it("[VI9] a group of those without it says what they are without", () => {
  expect(groupName(en, "agent", "", [])).toBe("Served by nobody");
  expect(groupName(fr, "department", "", [SALES])).toBe("Aucun service");
  expect(groupName(en, "department", "9", [SALES])).toBe("Department 9");
});
