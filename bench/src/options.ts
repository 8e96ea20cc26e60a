import { parseArgs } from "node:util";

export type Options = Readonly<{
  /** Names of lines; none: all. */
  lines: readonly string[];
  pairs: number;
  /** Of each measured stretch, the warm-up before it not counted. */
  seconds: number;
  /** Other numbers than the line's own make runs for development, whose figures compare with nothing. */
  visitors: number;
  agents: number;
  /** JSON is written there. */
  out: string | null;
  /** The server writes a CPU profile of its whole life into this folder. */
  profile: string | null;
}>;

const FULL = { pairs: 9, seconds: 5 } as const;
const QUICK = { pairs: 2, seconds: 1 } as const;

export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      pairs: { type: "string" },
      seconds: { type: "string" },
      visitors: { type: "string", default: "1000" },
      agents: { type: "string", default: "20" },
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
    visitors: wholeNumber("--visitors", values.visitors, 9999),
    agents: wholeNumber("--agents", values.agents, 500),
    out: values.out ?? null,
    profile: values.profile ?? null,
  };
}

function wholeNumber(name: string, text: string, max: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= 1 && number <= max) return number;
  throw new Error(`${name}: got ${JSON.stringify(text)}; expected a whole number from 1 to ${max}`);
}
