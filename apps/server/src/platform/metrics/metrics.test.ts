import { pino } from "pino";
import { expect, test } from "vitest";
import { inProcessHub } from "../bus/in-process.ts";
import { measureBus } from "../bus/measure.ts";
import { buildHttp } from "../http/app.ts";
import { metricsRoute } from "./http.ts";
import { keptReading } from "./kept-reading.ts";
import { prometheusMetrics } from "./prometheus.ts";

const TOKEN = "0123456789abcdef";

function linesOf(text: string, name: string): string[] {
  return text.split("\n").filter((line) => line.startsWith(name));
}

test("counters, histograms and gauges read as Prometheus has them", async () => {
  const metrics = prometheusMetrics();
  metrics.counter("t_total", "Things.", { kind: "a" }).add(2);
  metrics.counter("t_total", "Things.", { kind: "a" }).add();
  metrics.counter("t_total", "Things.", { kind: "b" }).add();
  const seconds = metrics.histogram("t_seconds", "Time.", [0.1, 1]);
  for (const value of [0.05, 0.1, 0.5, 7]) seconds.observe(value);
  metrics.gauge("t_now", "Now.", async () => [{ labels: { state: "x" }, value: 4 }]);
  const text = await metrics.text();
  expect(linesOf(text, "t_total")).toEqual(['t_total{kind="a"} 3', 't_total{kind="b"} 1']);
  expect(linesOf(text, "t_seconds")).toEqual([
    't_seconds_bucket{le="0.1"} 2',
    't_seconds_bucket{le="1"} 3',
    't_seconds_bucket{le="+Inf"} 4',
    "t_seconds_sum 7.65",
    "t_seconds_count 4",
  ]);
  expect(linesOf(text, "t_now")).toEqual(['t_now{state="x"} 4']);
  expect(text).toContain("# TYPE t_total counter\n");
});

test("what the process needs is there too", async () => {
  const text = await prometheusMetrics({ withProcess: true }).text();
  for (const name of [
    "nodejs_eventloop_lag_p99_seconds",
    "process_resident_memory_bytes",
    "process_open_fds",
  ])
    expect(linesOf(text, `${name} `)).toHaveLength(1);
});

test("[OP3] what cannot be read is left out, and the rest is there", async () => {
  const metrics = prometheusMetrics();
  metrics.gauge("t_lost", "Lost.", () => Promise.reject(new Error("away")));
  metrics.gauge("t_thrown", "Lost.", () => {
    throw new Error("away");
  });
  metrics.gauge("t_kept", "Kept.", () => 1);
  const text = await metrics.text();
  expect([linesOf(text, "t_lost"), linesOf(text, "t_thrown"), linesOf(text, "t_kept")]).toEqual([
    [],
    [],
    ["t_kept 1"],
  ]);
});

test("[OP3] a reading that hangs is given up by who waits, not asked again beside itself, and kept when it comes", async () => {
  const clock = { ms: 0 };
  const answers: ((value: number) => void)[] = [];
  const read = keptReading(
    () => new Promise<number>((resolve) => answers.push(resolve)),
    () => clock.ms,
  );
  expect(await Promise.all([read(), read()])).toEqual([null, null]);
  expect(answers).toHaveLength(1);
  const late = read();
  answers[0]?.(7);
  expect(await late).toBe(7);
  clock.ms = 9_999;
  expect(await read()).toBe(7);
  clock.ms = 10_000;
  const anew = read();
  answers[1]?.(8);
  expect(await anew).toBe(8);
});

async function ask(
  settings: { metricsToken?: string; trustedProxies?: string[] },
  from: { remoteAddress?: string; headers?: Record<string, string> },
) {
  const config = { publicUrl: undefined, trustedProxies: [], metricsToken: undefined, ...settings };
  const metrics = prometheusMetrics();
  metrics.gauge("t_now", "Now.", () => 1);
  const log = pino({ level: "silent" });
  const routes = [metricsRoute({ config, metrics })];
  const app = await buildHttp({ config, log, health: () => "ok", routes });
  const answer = await app.inject({ url: "/metrics", headers: { host: "localhost:4000" }, ...from });
  return answer.statusCode === 200 ? linesOf(answer.body, "t_now")[0] : answer.statusCode;
}

test("[OP1] this machine reads the metrics; a stranger does not, nor a proxy's caller, nor another name for this machine", async () => {
  const host = "localhost:4000";
  expect(await ask({}, {})).toBe("t_now 1");
  expect(await ask({}, { remoteAddress: "203.0.113.7" })).toBe(403);
  expect(await ask({}, { headers: { host, "x-forwarded-for": "203.0.113.7" } })).toBe(403);
  expect(await ask({}, { headers: { host: "evil.example" } })).toBe(403);
  const trusted = { trustedProxies: ["127.0.0.1"] };
  expect(await ask(trusted, { headers: { host, "x-forwarded-for": "203.0.113.7" } })).toBe(403);
  expect(await ask(trusted, {})).toBe("t_now 1");
});

test("[OP1] with a token, whoever brings it reads them, and nobody else", async () => {
  const authorization = `Bearer ${TOKEN}`;
  const token = { metricsToken: TOKEN };
  const remoteAddress = "203.0.113.7";
  expect(await ask(token, { remoteAddress, headers: { authorization } })).toBe("t_now 1");
  expect(await ask(token, { remoteAddress, headers: { authorization: `${authorization}0` } })).toBe(403);
  expect(await ask(token, { remoteAddress, headers: { authorization: TOKEN } })).toBe(403);
  expect(await ask(token, {})).toBe(403);
});

test("how long the bus takes, whom it reaches and what was missed", async () => {
  const hub = inProcessHub();
  const metrics = prometheusMetrics();
  const [one, other] = [hub.join(), hub.join()];
  measureBus({ ...one, lagMs: () => 3 }, metrics);
  expect(await metrics.text()).toContain("causerie_bus_lag_seconds 0.003\n");
  expect(await metrics.text()).toContain("causerie_bus_other_nodes 1\n");
  await other.close();
  expect(await metrics.text()).toContain("causerie_bus_nodes_gone_total 1\n");
});
