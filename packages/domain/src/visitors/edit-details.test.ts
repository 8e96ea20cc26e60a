import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CONTACT_FIELDS, type Details, editDetails, identify, tidy } from "./edit-details.ts";

const ada: Details = { name: "Ada", email: "ada@example.com", phone: null, notes: null };

describe("[DE1] compare and set", () => {
  test("a field that is as its editor saw it becomes what they want, the others stay", () => {
    expect(editDetails(ada, { name: { from: "Ada", to: "Ada Lovelace" } })).toStrictEqual({
      ok: true,
      details: { ...ada, name: "Ada Lovelace" },
      changed: ["name"],
    });
  });

  test("nothing there is the empty text, both ways", () => {
    const changes = { phone: { from: "", to: "+33 1 23" }, email: { from: "ada@example.com", to: "" } };
    expect(editDetails(ada, changes)).toStrictEqual({
      ok: true,
      details: { ...ada, email: null, phone: "+33 1 23" },
      changed: ["email", "phone"],
    });
  });

  test("one field in conflict, and nothing of the edit is done; what stands there is told", () => {
    const changes = {
      name: { from: "Adam", to: "Eve" },
      phone: { from: "1", to: "2" },
      notes: { from: "", to: "VIP" },
    };
    expect(editDetails(ada, changes)).toStrictEqual({
      ok: false,
      refusal: { reason: "details-changed", current: { name: "Ada", phone: "" } },
    });
  });

  test("what somebody else has set to the wanted value already is no conflict, and no change", () => {
    expect(editDetails(ada, { name: { from: "Adam", to: "Ada" } })).toStrictEqual({
      ok: true,
      details: ada,
      changed: [],
    });
  });

  test("of any two edits that begin on the same details, the second never undoes a field of the first", () => {
    const value = fc.constantFrom("", "a", "b", "c");
    const edit = fc.record({ name: value, phone: value, notes: value }, { requiredKeys: [] });
    fc.assert(
      fc.property(edit, edit, (one, other) => {
        const seen: Details = { name: "a", email: null, phone: null, notes: "b" };
        const changesOf = (wanted: typeof one) =>
          Object.fromEntries(
            Object.entries(wanted).map(([field, to]) => [
              field,
              { from: seen[field as keyof Details] ?? "", to: String(to) },
            ]),
          );
        const first = editDetails(seen, changesOf(one));
        if (!first.ok) throw new Error("nobody was before it");
        const second = editDetails(first.details, changesOf(other));
        const after = second.ok ? second.details : first.details;
        for (const field of first.changed) {
          const wanted = tidy(field, one[field as keyof typeof one] ?? "");
          expect(after[field]).toBe(wanted);
        }
      }),
    );
  });
});

describe("[DE6] what a field may hold", () => {
  const email = (to: string) => editDetails(ada, { email: { from: "ada@example.com", to } });

  test.each(["a@b.co", "zoë.o'neil+chat@bücher.example", "x_1@sub.domain.example.org"])(
    "%s is an e-mail",
    (to) => {
      expect(email(to)).toMatchObject({ ok: true, details: { email: to } });
    },
  );

  test.each([
    "ada",
    "ada@",
    "@example.com",
    "ada@example",
    "a@b@c.de",
    "a b@c.de",
    "ada@exa..com",
    "<a@b.co>",
    "a,b@c.de",
    "ada@example.com.",
    "a\u0007b@c.de",
  ])("%s is none", (to) => {
    expect(email(to)).toStrictEqual({ ok: false, refusal: { reason: "bad-email" } });
  });

  test.each([
    ["name", 200],
    ["phone", 50],
    ["notes", 10_000],
  ] as const)("%s holds %i characters and no more", (field, maxLength) => {
    const change = (length: number) => ({ [field]: { from: ada[field] ?? "", to: "x".repeat(length) } });
    expect(editDetails(ada, change(maxLength)).ok).toBe(true);
    expect(editDetails(ada, change(maxLength + 1))).toStrictEqual({
      ok: false,
      refusal: { reason: "detail-too-long", field, maxLength },
    });
  });

  test("an e-mail holds 254 characters and no more", () => {
    expect(email(`${"x".repeat(242)}@example.com`).ok).toBe(true);
    expect(email(`${"x".repeat(243)}@example.com`)).toStrictEqual({
      ok: false,
      refusal: { reason: "detail-too-long", field: "email", maxLength: 254 },
    });
  });

  test("a wrong field is told before a conflict, and the others are not done", () => {
    const changes = { name: { from: "Adam", to: "Eve" }, email: { from: "ada@example.com", to: "eve" } };
    expect(editDetails(ada, changes)).toStrictEqual({ ok: false, refusal: { reason: "bad-email" } });
  });

  test("a line is one line without what nobody sees; notes keep their lines; what cannot be stored is left out", () => {
    expect(tidy("name", "  Ada\n\t Lovelace\0 ")).toBe("Ada Lovelace");
    expect(tidy("notes", " one\ntwo  \n")).toBe(" one\ntwo");
    expect(tidy("name", "half \ud800")).toBe("half \ufffd");
    for (const field of CONTACT_FIELDS) expect(tidy(field, " \n ")).toBeNull();
  });
});

describe("[DE7] what the site says", () => {
  test("said first it counts, said again it leaves what was edited since, said anew it counts", () => {
    const first = identify({ ...ada, name: null }, {}, { name: "Ada", phone: "1" });
    expect(first).toStrictEqual({
      details: { ...ada, name: "Ada", phone: "1" },
      changed: ["name", "phone"],
      claimed: { name: "Ada", phone: "1" },
    });
    const edited = { ...first.details, name: "Ada Lovelace" };
    const again = identify(edited, first.claimed, { name: "Ada" });
    expect(again).toStrictEqual({ details: edited, changed: [], claimed: first.claimed });
    const anew = identify(edited, first.claimed, { name: "Countess" });
    expect(anew).toStrictEqual({
      details: { ...edited, name: "Countess" },
      changed: ["name"],
      claimed: { name: "Countess", phone: "1" },
    });
  });

  test("what is known already is no change, and what is no detail is left out", () => {
    expect(identify(ada, {}, { name: "Ada", email: "ada", phone: "x".repeat(51) })).toStrictEqual({
      details: ada,
      changed: [],
      claimed: { name: "Ada" },
    });
  });
});
