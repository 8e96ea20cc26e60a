import { collectDefaultMetrics, type MetricObject, Registry } from "prom-client";
import { Counter, Histogram, type Labels, type Metrics, type Reading } from "./metrics.ts";

const EVENT_LOOP_RESOLUTION_MS = 10;

export type PrometheusMetrics = Metrics & {
  readonly contentType: string;
  /** The text that Prometheus reads. */
  text(): Promise<string>;
};

type Sample = { metricName?: string; labels: Labels; value: number };
type Family = { name: string; help: string; type: "counter" | "gauge" | "histogram" };

/**
 * `withProcess`: also what Node and the system say of this process: memory, CPU, open files, event loop, garbage. A
 * process has one such.
 */
export function prometheusMetrics({ withProcess = false } = {}): PrometheusMetrics {
  const registry = new Registry();
  if (withProcess)
    collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: EVENT_LOOP_RESOLUTION_MS });
  const counters = series<Counter>(registry, "counter", ({ value }, labels) => [{ labels, value }]);
  const histograms = series<Histogram>(registry, "histogram", samplesOf);
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    counter: (name, help, labels = {}) => counters(name, help, labels, () => new Counter()),
    histogram: (name, help, bounds, labels = {}) =>
      histograms(name, help, labels, () => new Histogram(bounds)),
    gauge: (name, help, read) => {
      const samples = async () => samplesOfGauge(await readOrNull(read));
      register(registry, { name, help, type: "gauge" }, samples);
    },
  };
}

/** All series of one kind, by name and labels; the first of a name registers it. */
function series<Instrument>(
  registry: Registry,
  type: Family["type"],
  read: (instrument: Instrument, labels: Labels, name: string) => Sample[],
) {
  const families = new Map<string, Map<string, { labels: Labels; instrument: Instrument }>>();
  return (name: string, help: string, labels: Labels, make: () => Instrument): Instrument => {
    const family = families.get(name) ?? new Map<string, { labels: Labels; instrument: Instrument }>();
    if (!families.has(name)) {
      families.set(name, family);
      register(registry, { name, help, type }, async () =>
        [...family.values()].flatMap((one) => read(one.instrument, one.labels, name)),
      );
    }
    const key = JSON.stringify(labels);
    const known = family.get(key) ?? { labels, instrument: make() };
    family.set(key, known);
    return known.instrument;
  };
}

/** prom-client's own instruments hash their labels at every observation; its registry takes whatever can say its values. */
function register(registry: Registry, family: Family, samples: () => Promise<Sample[]>): void {
  const metric = { ...family, get: async () => ({ ...family, values: await samples() }) };
  // Its type names only its own classes; the registry itself calls `get` and reads `name`.
  registry.registerMetric(metric as unknown as Parameters<Registry["registerMetric"]>[0] & MetricObject);
}

function samplesOf({ bounds, counts, sum }: Histogram, labels: Labels, name: string): Sample[] {
  let count = 0;
  const buckets = [...counts].map((inBucket, index) => {
    count += inBucket;
    return { metricName: `${name}_bucket`, labels: { ...labels, le: endOf(bounds[index]) }, value: count };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: count },
  ];
}

function endOf(bound: number | undefined): string {
  return bound === undefined ? "+Inf" : String(bound);
}

/** One that fails takes no other with it. */
async function readOrNull(read: Parameters<Metrics["gauge"]>[2]) {
  try {
    return await read();
  } catch {
    return null;
  }
}

function samplesOfGauge(read: number | readonly Reading[] | null): Sample[] {
  if (read === null) return [];
  return typeof read === "number" ? [{ labels: {}, value: read }] : [...read];
}
