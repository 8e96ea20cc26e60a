import { parseArgs } from "node:util";

export type Options = Readonly<{
  seconds: number;
  /** Decides operations, faults and kills. When operations and faults fall is up to the machine. */
  seed: number;
  visitors: number;
  agents: number;
  nodes: number;
}>;

const HELP = `npm run chaos -- [options]

Visitors and agents talk on a cluster while its network, nodes, Redis and PostgreSQL fail, and then everything is
compared: what was acknowledged with the store, the store with what every client shows.

  --seconds N    how long things fail (default 60, from 5 to 3600); longer where too little has happened yet
  --seed N       repeats the operations, faults and kills of an earlier run (default: a new one, which is printed)
  --visitors N   default 24, at most 200
  --agents N     default 6, from 3 to 50
  --nodes N      default 3, at most 8
  --help         this text

The exit code is 0 when nothing was lost, doubled, misordered or stranded, and enough happened to say so.`;

/** Null: the help was asked for, and printed. Throws what is wrong with the flags, in words. */
export function readOptions(args: readonly string[]): Options | null {
  const { values } = parsed(args);
  if (values.help) {
    console.log(HELP);
    return null;
  }
  return {
    seconds: whole("--seconds", values.seconds, 5, 3600),
    seed: values.seed === undefined ? randomSeed() : whole("--seed", values.seed, 0, 2 ** 31 - 1),
    visitors: whole("--visitors", values.visitors, 1, 200),
    agents: whole("--agents", values.agents, 3, 50),
    nodes: whole("--nodes", values.nodes, 1, 8),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seconds: { type: "string", default: "60" },
        seed: { type: "string" },
        visitors: { type: "string", default: "24" },
        agents: { type: "string", default: "6" },
        nodes: { type: "string", default: "3" },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    throw new Error(`${what}\nThe flags are: --seconds, --seed, --visitors, --agents, --nodes, --help.`);
  }
}

function whole(name: string, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new Error(`${name}: got ${JSON.stringify(text)}; expected a whole number from ${least} to ${most}`);
}

function randomSeed(): number {
  return Math.floor(Math.random() * 1_000_000);
}
