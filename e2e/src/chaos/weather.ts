import { setTimeout as wait } from "node:timers/promises";
import type { Agent } from "./agent.ts";
import type { Random } from "./random.ts";
import type { Visitor } from "./visitor.ts";

/** At any time about a third of the people have a bad network. */
const FINE_MS = { least: 1_000, most: 9_000 };
/** The longest silence is one that a client notices by itself [DL11]. */
const BAD_MS = { least: 300, most: 20_000 };

export async function weatherOf(
  person: Visitor | Agent,
  random: Random,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    await sleep(random.whole(FINE_MS.least, FINE_MS.most), isOver);
    if (isOver()) return;
    person.suffer(random);
    // Mostly short.
    await sleep(BAD_MS.least + (BAD_MS.most - BAD_MS.least) * random.next() ** 3, isOver);
    person.heal();
  }
}

async function sleep(ms: number, isOver: () => boolean): Promise<void> {
  const until = performance.now() + ms;
  while (performance.now() < until && !isOver()) await wait(50);
}
