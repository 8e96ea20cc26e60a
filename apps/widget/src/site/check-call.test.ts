import { expect, test } from "vitest";
import { checkCall } from "./check-call.ts";

const cart = { items: 3, total: 59.9, currency: "EUR" };

test("what the documentation names is taken", () => {
  const listener = () => {};
  expect(checkCall(["set", { cart }])).toEqual({ ok: true, value: { name: "set", cart } });
  expect(checkCall(["set", { cart: null, language: "fr" }])).toEqual({
    ok: true,
    value: { name: "set", cart: null, language: "fr" },
  });
  const identity = { name: "Zoe", email: "zoe@example.com", phone: "+33 1 23" };
  expect(checkCall(["identify", identity])).toEqual({ ok: true, value: { name: "identify", identity } });
  expect(checkCall(["open"])).toEqual({ ok: true, value: { name: "open" } });
  expect(checkCall(["on", "message", listener])).toEqual({
    ok: true,
    value: { name: "on", event: "message", listener },
  });
});

test("[DE7] a token beside name, e-mail and phone is taken, and goes nowhere", () => {
  const identity = { name: "Zoe", email: "zoe@example.com" };
  const taken = { ok: true, value: { name: "identify", identity } };
  expect(checkCall(["identify", { ...identity, token: "x".repeat(4_000) }])).toEqual(taken);
  expect(checkCall(["identify", { ...identity, token: undefined }])).toEqual(taken);
});

test.each([
  ["set", "an array in the queue"],
  [["name", {}], "set, identify, open, close or on"],
  [["identify"], "causerie.identify({…})"],
  [["identify", null], "causerie.identify({…})"],
  [["identify", { name: "Zoe", surname: "Martin" }], "name, email, phone or token"],
  [["identify", { name: "Zoe", token: 7 }], "name, email, phone or token, each a text"],
  [["identify", { name: 7 }], "each a text"],
  [["identify", { name: "x".repeat(1001) }], "each a text"],
  [["set"], "causerie.set({…})"],
  [["set", null], "causerie.set({…})"],
  [["set", { kart: cart }], "not kart"],
  [["set", { language: "de" }], "one of en, fr"],
  [["set", { cart: [] }], "cart to be null or"],
  [["set", { cart: { ...cart, items: 1.5 } }], "a whole number"],
  [["set", { cart: { ...cart, items: -1 } }], "none negative"],
  [["set", { cart: { ...cart, total: "59.9" } }], "total: a number"],
  [["set", { cart: { ...cart, total: Number.NaN } }], "total: a number"],
  [["set", { cart: { ...cart, currency: "€" } }], "three capital letters"],
  [["on", "closed", () => {}], "one of open, close, message, chat-started, chat-ended"],
  [["on", "open", "listener"], "a function"],
])("%j is answered with what was expected", (call, expected) => {
  expect(checkCall(call)).toEqual({ ok: false, expected: expect.stringContaining(expected) });
});
