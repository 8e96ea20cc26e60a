import { expect, it } from "vitest";
import { matching } from "./departments.ts";

const sales = { departmentId: 1, name: "Ventes", online: "" };
const support = { departmentId: 2, name: "Support technique", online: "" };

it("Departments are found by a part of their name, whatever its case", () => {
  expect(matching([sales, support], "TECH", "fr")).toEqual([support]);
  expect(matching([sales, support], " ", "fr")).toEqual([sales, support]);
  expect(matching([sales, support], "paie", "fr")).toEqual([]);
});
