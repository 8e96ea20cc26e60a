import type { TSchema } from "typebox";
import { Compile, type Validator } from "typebox/compile";

export type Fault = { field: string; expected: string };
/** `commandId`: of what was meant for a command, which its sender waits to be answered. */
export type Decoded<Frame> = { ok: true; frame: Frame } | { ok: false; fault: Fault; commandId?: string };

/** Checks a frame against the schema of its own `t`, so that the fault names the field and not the whole union. */
export function frameDecoder<Frame extends { t: string }>(
  variants: readonly (TSchema & { properties: { t: { const: Frame["t"] } } })[],
): (text: string) => Decoded<Frame> {
  const validators = new Map<string, Validator>(
    variants.map((variant) => [variant.properties.t.const, Compile(variant)]),
  );
  return (text) => {
    if (text.length > LONGEST_EXPLAINED && isIntricate(text)) return { ok: false, fault: UNEXPLAINED };
    const value = parse(text);
    const validator = validators.get(typeOf(value) ?? "");
    if (!validator)
      return { ok: false, fault: { field: "/t", expected: `one of ${[...validators.keys()].join(", ")}` } };
    if (!validator.Check(value)) {
      const fault = text.length > LONGEST_EXPLAINED ? UNEXPLAINED : faultOf(validator, value);
      return { ok: false, fault, ...commandIdOf(value) };
    }
    // Checked against the schema that the type is made from.
    return { ok: true, frame: value as Frame };
  };
}

/** To say what is wrong with each of 100,000 items costs most of a second, which everybody waits for. */
const LONGEST_EXPLAINED = 8_192;
const UNEXPLAINED: Fault = { field: "/", expected: "a frame as the protocol has it, and a shorter one" };

/** Ours have a third of it: an agent's hello names 500 chats. */
const MOST_PARTS = 4_000;
const [QUOTE, BACKSLASH, COMMA, BRACKET, BRACE] = [0x22, 0x5c, 0x2c, 0x5b, 0x7b];

/** [LI16] A hundred thousand arrays in one another take as long to parse as a thousand messages. */
function isIntricate(text: string): boolean {
  let parts = 0;
  let isInString = false;
  for (let at = 0; at < text.length && parts <= MOST_PARTS; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) isInString = !isInString;
    else if (isInString) at += Number(code === BACKSLASH);
    else parts += Number(code === COMMA || code === BRACKET || code === BRACE);
  }
  return parts > MOST_PARTS;
}

/** What PostgreSQL cannot keep in a text: U+0000, and half of a surrogate pair. */
const UNSTORABLE = /\\u0000|\\u[dD][89a-fA-F]/;

function parse(text: string): unknown {
  try {
    // The short look first: hardly any frame has an escape of this kind.
    return text.includes("\\u") && UNSTORABLE.test(text) ? JSON.parse(text, storable) : JSON.parse(text);
  } catch {
    return null;
  }
}

function storable(_key: string, value: unknown): unknown {
  return typeof value === "string" ? value.toWellFormed().replaceAll("\0", "\uFFFD") : value;
}

function typeOf(value: unknown): string | null {
  return typeof value === "object" && value !== null && "t" in value && typeof value.t === "string"
    ? value.t
    : null;
}

function commandIdOf(value: unknown): { commandId?: string } {
  const isCommand =
    typeOf(value) === "command" && typeof value === "object" && value !== null && "id" in value;
  const isId = isCommand && typeof value.id === "string" && ID.test(value.id);
  return isId ? { commandId: String(value.id) } : {};
}

/** As the protocol has it. */
const ID = /^[A-Za-z0-9_-]{8,64}$/;

function faultOf(validator: Validator, value: unknown): Fault {
  const [error] = validator.Errors(value);
  return { field: error?.instancePath || "/", expected: error?.message ?? "another shape" };
}
