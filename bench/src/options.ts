import { parseArgs } from "node:util";

export type Options = Readonly<{
  /** Names of lines; none: all. */
  lines: readonly string[];
  pairs: number;
  /** Of each measured stretch, the warm-up before it not counted. */
  seconds: number;
  /** Other numbers than the line's own (null) make runs for development, whose figures compare with nothing. */
  visitors: number | null;
  agents: number | null;
  /** That the largest store of `growth-age` holds. */
  messages: number;
  /** JSON is written there. */
  out: string | null;
  /** The server writes a CPU profile of its whole life into this folder. */
  profile: string | null;
}>;

export type Size = Readonly<{ visitors: number; agents: number }>;

const FULL = { pairs: 9, seconds: 5, messages: 10_000_000 } as const;
const QUICK = { pairs: 2, seconds: 1, messages: 100_000 } as const;

export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      pairs: { type: "string" },
      seconds: { type: "string" },
      visitors: { type: "string" },
      agents: { type: "string" },
      messages: { type: "string" },
      out: { type: "string" },
      profile: { type: "string" },
      quick: { type: "boolean", default: false },
    },
  });
  const usual = values.quick ? QUICK : FULL;
  return {
    lines: positionals,
    pairs: wholeNumber("--pairs", values.pairs ?? String(usual.pairs), 100),
    seconds: wholeNumber("--seconds", values.seconds ?? String(usual.seconds), 300),
    visitors: sizeGiven("--visitors", values.visitors, 60_000),
    agents: sizeGiven("--agents", values.agents, 500),
    messages: wholeNumber("--messages", values.messages ?? String(usual.messages), 100_000_000),
    out: values.out ?? null,
    profile: values.profile ?? null,
  };
}

/** A line's own size, or what was asked for instead. */
export function sizeOf({ visitors, agents }: Options, own: Size): Size {
  return { visitors: visitors ?? own.visitors, agents: agents ?? own.agents };
}

function sizeGiven(name: string, text: string | undefined, max: number): number | null {
  return text === undefined ? null : wholeNumber(name, text, max);
}

function wholeNumber(name: string, text: string, max: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= 1 && number <= max) return number;
  throw new Error(`${name}: got ${JSON.stringify(text)}; expected a whole number from 1 to ${max}`);
}
