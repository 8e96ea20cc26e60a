import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { Browser } from "./browser.ts";
import { startCauserie } from "./causerie-server.ts";
import type { Options } from "./options.ts";
import { medians, type Pair, runPairs } from "./pairs.ts";
import { figure, type Goal, lineOf, type Report } from "./report.ts";
import { median } from "./statistics.ts";

const GOAL: Goal = { better: "less", must: 50, aim: 20, unit: "ms" };
const SLOWED = 4;
/** A new window's own pages (its address bar is one) load meanwhile, and would share the caches with ours. */
const WINDOW_MS = 1000;
/** After the page has loaded: until the widget has connected and stands there. */
const SETTLE_MS = 2000;

/** Main-thread time of a page's load. */
type Load = Readonly<{ taskMs: number; scriptMs: number }>;
const taskMs = (load: Load) => load.taskMs;

/** What the widget adds to the load of a page, on a CPU four times slower: the same page with it and without. */
export async function runWidgetMainThread(options: Options): Promise<Report> {
  await using stack = new AsyncDisposableStack();
  const server = await startCauserie({ visitors: 0, agents: 1 }, options.profile);
  stack.defer(server.stop);
  const { port, key } = server.target;
  const site = await serveSite({
    "/with": `<script async src="http://127.0.0.1:${port}/widget.js" data-key="${key}"></script>`,
    "/least": `<script async src="/least.js" data-socket="ws://127.0.0.1:${port}/ws/visitor"></script>`,
  });
  stack.defer(() => {
    site.close();
  });
  const browser = await Browser.start();
  stack.defer(() => browser.stop());
  const load = (path: string) => loadPage(browser, `http://127.0.0.1:${portOf(site)}${path}`);
  for (const path of ["/with", "/least", "/without"]) await load(path);
  const leastAdded: number[] = [];
  const pairs = await runPairs(
    options,
    {
      ours: () => load("/with"),
      ceiling: async () => {
        const least = await load("/least");
        const without = await load("/without");
        leastAdded.push(least.taskMs - without.taskMs);
        return without;
      },
    },
    ({ ours, ceiling }) => `${figure(ours.taskMs)} ms with it, ${figure(ceiling.taskMs)} ms without`,
  );
  return report(pairs, median(leastAdded));
}

function report(pairs: readonly Pair<Load>[], leastAdded: number): Report {
  const added = pairs.map(({ ours, ceiling }) => ours.taskMs - ceiling.taskMs);
  const row = (label: string, pick: (load: Load) => number) => {
    const { ours, ceiling } = medians(pairs, pick);
    return { label, ours: figure(ours), ceiling: figure(ceiling) };
  };
  return {
    name: "widget-main-thread",
    lines: [
      lineOf("widget-main-thread", { ours: median(added), ceiling: medians(pairs, taskMs).ceiling }, GOAL),
    ],
    setting:
      `what the widget adds to the main thread's time for a page's load in Chromium, CPU ${SLOWED} times slower, ` +
      `empty cache, median of ${pairs.length} pairs; beneath, the page with it and without`,
    details: [row("main thread, ms", taskMs), row("of it in scripts, ms", ({ scriptMs }) => scriptMs)],
    remarks: [
      `A script that opens a WebSocket, then shows a button, and does nothing more, adds ${figure(leastAdded)} ms.`,
      `The pairs' differences: ${figure(Math.min(...added))} – ${figure(Math.max(...added))} ms.`,
    ],
  };
}

async function loadPage(browser: Browser, url: string): Promise<Load> {
  const tab = await browser.openTab();
  await wait(WINDOW_MS);
  await tab.ask("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  await tab.ask("Page.enable");
  // What other programs take of the CPU meanwhile does not count.
  await tab.ask("Performance.enable", { timeDomain: "threadTicks" });
  const before = await mainThread(tab);
  const loaded = tab.once("Page.loadEventFired");
  await tab.ask("Page.navigate", { url });
  await loaded;
  await wait(SETTLE_MS);
  const after = await mainThread(tab);
  await tab.close();
  return { taskMs: after.taskMs - before.taskMs, scriptMs: after.scriptMs - before.scriptMs };
}

async function mainThread({ ask }: Awaited<ReturnType<Browser["openTab"]>>): Promise<Load> {
  const { metrics } = await ask<{ metrics: { name: string; value: number }[] }>("Performance.getMetrics");
  const milliseconds = (wanted: string) =>
    (metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN) * 1000;
  return { taskMs: milliseconds("TaskDuration"), scriptMs: milliseconds("ScriptDuration") };
}

/** The least that a chat's launcher could be. */
const LEAST = `const { socket } = document.currentScript.dataset;
const button = document.createElement("button");
button.textContent = "Chat";
button.style.cssText = "position: fixed; right: 20px; bottom: 20px; width: 56px; height: 56px";
new WebSocket(socket).onopen = () => document.body.append(button);`;

/** A plain page of some length, at each path with its script, at any other without. */
function serveSite(scripts: Readonly<Record<string, string>>): Promise<Server> {
  const article = "<p>Whole leaves from small farms, posted from our workshop within two days.</p>".repeat(
    100,
  );
  const page = (head: string) =>
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${head}</head>` +
    `<body><main><h1>Tea</h1>${article}</main></body></html>`;
  const site = createServer(({ url = "" }, response) => {
    const [type, body] =
      url === "/least.js" ? ["text/javascript", LEAST] : ["text/html", page(scripts[url] ?? "")];
    const isIcon = url === "/favicon.ico";
    response.writeHead(isIcon ? 404 : 200, { "content-type": type });
    response.end(isIcon ? "" : body);
  });
  return new Promise((resolve) => site.listen(0, "127.0.0.1", () => resolve(site)));
}

function portOf(site: Server): number {
  // Listening on TCP, it is one.
  return (site.address() as AddressInfo).port;
}
