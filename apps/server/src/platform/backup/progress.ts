const EVERY_MS = 1_000;

export type Progress = Readonly<{
  /** `done` of `total` bytes of what is `named`. */
  at(named: string, done: number, total: number): void;
  /** Does it to each in turn, and says how far it is. */
  eachOf<Item, Result>(
    named: string,
    items: readonly Item[],
    run: (item: Item) => Promise<Result>,
  ): Promise<Result[]>;
}>;

/** Says it once a second at most, and at the end of each part. */
export function createProgress(say: (line: string) => void, nowMs = () => performance.now()): Progress {
  let saidAtMs = Number.NEGATIVE_INFINITY;
  const tell = (line: string, isLast = false) => {
    if (!isLast && nowMs() - saidAtMs < EVERY_MS) return;
    saidAtMs = nowMs();
    say(line);
  };
  return {
    at: (named, done, total) => {
      const share = total > 0 ? `  ${Math.min(100, Math.floor((done / total) * 100))} %` : "";
      tell(`${named.padEnd(18)}${megabytes(done)}${share}`);
    },
    eachOf: async (named, items, run) => {
      const results = [];
      for (const item of items) {
        results.push(await run(item));
        tell(
          `${named.padEnd(18)}${results.length} of ${items.length} files`,
          results.length === items.length,
        );
      }
      return results;
    },
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
