export type Labels = Readonly<Record<string, string>>;
export type Reading = Readonly<{ labels: Labels; value: number }>;

/**
 * What features count and measure with, without knowing who reads it. Names and labels are those of Prometheus: seconds,
 * bytes, `_total`. Labels come from closed lists, never from an id or a person: what is kept stays bounded.
 */
export type Metrics = {
  /** The same name with other labels is another series of it. */
  counter(name: string, help: string, labels?: Labels): Counter;
  /** `bounds`: the upper ends of the buckets, growing. */
  histogram(name: string, help: string, bounds: readonly number[], labels?: Labels): Histogram;
  /** `read` is called when somebody asks. What cannot be read is left out. */
  gauge(name: string, help: string, read: () => MaybePromise<number | readonly Reading[] | null>): void;
};

type MaybePromise<T> = T | Promise<T>;

export class Counter {
  value = 0;

  add(by = 1): void {
    this.value += by;
  }
}

/** Counts in place: observing allocates nothing, since every message does it. */
export class Histogram {
  readonly bounds: readonly number[];
  /** One more than bounds: what lies above them all. */
  readonly counts: Float64Array;
  sum = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.counts = new Float64Array(bounds.length + 1);
  }

  observe(value: number): void {
    this.sum += value;
    let bucket = 0;
    while (bucket < this.bounds.length && value > (this.bounds[bucket] ?? 0)) bucket += 1;
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
  }
}

/** From a millisecond to ten seconds: what people wait for. */
export const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] as const;
