import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { Options } from "./options.ts";
import { hasEnded, track } from "./processes.ts";
import { figure, type Goal, lineOf, type Report } from "./report.ts";
import { freePort, makeDataDir, REPOSITORY } from "./server-process.ts";
import { median } from "./statistics.ts";

const GOAL: Goal = { better: "less", must: 5, aim: 2, unit: "s" };
const LONGEST_MS = 60_000;

/** `npm start` where everything is installed and built, to the first page served. */
export async function runStart({ pairs: times }: Options): Promise<Report> {
  const dataDir = makeDataDir();
  try {
    const first = await startOnce(dataDir);
    const seconds: number[] = [];
    while (seconds.length < times) {
      seconds.push(await startOnce(dataDir));
      console.log(`${seconds.length}/${times}: ${figure(seconds.at(-1) ?? Number.NaN)} s`);
    }
    return report(first, seconds);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function report(first: number, seconds: readonly number[]): Report {
  const detail = (label: string, ours: string) => ({ label, ours, ceiling: "" });
  return {
    name: "start",
    lines: [lineOf("start", { ours: median(seconds) }, GOAL)],
    setting: `npm start on an installed machine to the first page served, median of ${seconds.length}`,
    details: [
      detail("lowest – highest, s", `${figure(Math.min(...seconds))} – ${figure(Math.max(...seconds))}`),
      detail("the very first, which makes the database, s", figure(first)),
    ],
    remarks: [],
  };
}

/** Seconds until the dashboard's page is there; then everything is stopped. */
async function startOnce(dataDir: string): Promise<number> {
  const port = await freePort();
  const { PATH, HOME } = process.env;
  const env = {
    PATH,
    HOME,
    DATA_DIR: dataDir,
    PORT: String(port),
    DEMO_SHOP_PORT: "off",
    LOG_LEVEL: "error",
  };
  const startMs = performance.now();
  // A group of its own: npm does not pass a signal on to what it runs.
  const npm = track(
    spawn("npm", ["start"], { cwd: REPOSITORY, env, detached: true, stdio: ["ignore", "ignore", "inherit"] }),
  );
  try {
    while (!(await isServed(`http://127.0.0.1:${port}/`))) {
      if (hasEnded(npm)) throw new Error("npm start ended before a page was served");
      if (performance.now() - startMs > LONGEST_MS)
        throw new Error("npm start served no page within a minute");
      await wait(5);
    }
    return (performance.now() - startMs) / 1000;
  } finally {
    if (!hasEnded(npm) && npm.pid !== undefined) {
      const ended = once(npm, "close");
      process.kill(-npm.pid, "SIGTERM");
      await ended;
    }
    await untilLeft(port);
  }
}

function isServed(url: string): Promise<boolean> {
  return fetch(url).then(
    async (answer) => answer.ok && (await answer.text()).length > 0,
    () => false,
  );
}

/** npm may end before the server has: the next start needs the folder. */
async function untilLeft(port: number): Promise<void> {
  const until = performance.now() + LONGEST_MS;
  const isThere = () =>
    fetch(`http://127.0.0.1:${port}/healthz`).then(
      () => true,
      () => false,
    );
  while ((await isThere()) && performance.now() < until) await wait(20);
}
