import type { Cart, Identity } from "@causerie/protocol";
import { LANGUAGES, type Language } from "../words/language.ts";

export const SITE_EVENTS = ["open", "close", "message", "chat-started", "chat-ended"] as const;
export type SiteEventName = (typeof SITE_EVENTS)[number];
export type SiteListener = (detail: unknown) => void;

export type CheckedCall =
  | { name: "set"; cart?: Cart | null; language?: Language }
  | { name: "identify"; identity: Identity }
  | { name: "open" | "close" }
  | { name: "on" | "off"; event: SiteEventName; listener: SiteListener };

type Checked<Value> = { ok: true; value: Value } | { ok: false; expected: string };

/** Judges what the page said. `expected`: a sentence for whoever wrote it. */
export function checkCall(call: unknown): Checked<CheckedCall> {
  if (!Array.isArray(call)) return expected(`an array in the queue, such as ["set", {cart: null}]`);
  const [name, first, second] = call;
  switch (name) {
    case "set":
      return checkSet(first);
    case "identify":
      return checkIdentity(first);
    case "open":
    case "close":
      return { ok: true, value: { name } };
    case "on":
    case "off":
      return checkListener(name, first, second);
    default:
      return expected("set, identify, open, close or on as the name of the call");
  }
}

function checkSet(values: unknown): Checked<CheckedCall> {
  if (!isObject(values)) return expected("causerie.set({…}) with cart, language or both");
  const unknown = Object.keys(values).find((name) => name !== "cart" && name !== "language");
  if (unknown !== undefined) return expected(`cart or language in causerie.set, not ${unknown}`);
  const { cart, language } = values;
  if (cart !== undefined && cart !== null && !isCart(cart)) return expected(CART);
  if (language !== undefined && !isLanguage(language)) {
    return expected(`language to be one of ${LANGUAGES.join(", ")}`);
  }
  return {
    ok: true,
    value: { name: "set", ...(cart !== undefined && { cart }), ...(language !== undefined && { language }) },
  };
}

/** [DE7] The server judges whether an e-mail is one. No identity is signed yet: a token is taken, and goes nowhere. */
function checkIdentity(values: unknown): Checked<CheckedCall> {
  if (!isObject(values)) return expected(IDENTITY);
  const names = ["name", "email", "phone"];
  const { token, ...identity } = values;
  const isIdentity =
    (token === undefined || typeof token === "string") &&
    Object.entries(identity).every(([name, value]) => names.includes(name) && isShortText(value));
  return isIdentity ? { ok: true, value: { name: "identify", identity } } : expected(IDENTITY);
}

const IDENTITY = "causerie.identify({…}) with name, email, phone or token, each a text";

function isShortText(value: unknown): boolean {
  return typeof value === "string" && value.length <= 1000;
}

function checkListener(name: "on" | "off", event: unknown, listener: unknown): Checked<CheckedCall> {
  if (!isSiteEvent(event)) return expected(`causerie.on with one of ${SITE_EVENTS.join(", ")}`);
  if (!isListener(listener))
    return expected(`a function as the second argument of causerie.on("${event}", …)`);
  return { ok: true, value: { name, event, listener } };
}

const CART =
  "cart to be null or {items: a whole number, total: a number, currency: three capital letters}, none negative";

/** The limits of the protocol's `Cart`, which the widget does not carry (TypeBox costs 13 kB). */
function isCart(cart: unknown): cart is Cart {
  if (!isObject(cart)) return false;
  const { items, total, currency } = cart;
  return (
    Number.isInteger(items) &&
    isBetween(items, 0, 100_000) &&
    isBetween(total, 0, 1e9) &&
    typeof currency === "string" &&
    /^[A-Z]{3}$/.test(currency)
  );
}

function isBetween(value: unknown, least: number, most: number): boolean {
  return typeof value === "number" && value >= least && value <= most;
}

function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

function isSiteEvent(value: unknown): value is SiteEventName {
  return SITE_EVENTS.some((event) => event === value);
}

function isListener(value: unknown): value is SiteListener {
  return typeof value === "function";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function expected(sentence: string): { ok: false; expected: string } {
  return { ok: false, expected: `Causerie expected ${sentence}.` };
}
