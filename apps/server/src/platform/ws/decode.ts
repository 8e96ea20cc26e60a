import type { TSchema } from "typebox";
import { Compile, type Validator } from "typebox/compile";

export type Fault = { field: string; expected: string };
export type Decoded<Frame> = { ok: true; frame: Frame } | { ok: false; fault: Fault };

/** Checks a frame against the schema of its own `t`, so that the fault names the field and not the whole union. */
export function frameDecoder<Frame extends { t: string }>(
  variants: readonly (TSchema & { properties: { t: { const: Frame["t"] } } })[],
): (text: string) => Decoded<Frame> {
  const validators = new Map<string, Validator>(
    variants.map((variant) => [variant.properties.t.const, Compile(variant)]),
  );
  return (text) => {
    const value = parse(text);
    const validator = validators.get(typeOf(value) ?? "");
    if (!validator)
      return { ok: false, fault: { field: "/t", expected: `one of ${[...validators.keys()].join(", ")}` } };
    if (!validator.Check(value)) {
      const fault = text.length > LONGEST_EXPLAINED ? UNEXPLAINED : faultOf(validator, value);
      return { ok: false, fault };
    }
    // Checked against the schema that the type is made from.
    return { ok: true, frame: value as Frame };
  };
}

/** To say what is wrong with each of 100,000 items costs most of a second, which everybody waits for. */
const LONGEST_EXPLAINED = 8_192;
const UNEXPLAINED: Fault = { field: "/", expected: "a frame as the protocol has it, and a shorter one" };

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

function faultOf(validator: Validator, value: unknown): Fault {
  const [error] = validator.Errors(value);
  return { field: error?.instancePath || "/", expected: error?.message ?? "another shape" };
}
