// By hand, and on a quiet machine: how the visitor list keeps up while it is watched and scrolled. docs/performance.md
// says how it is run and what came out. --visitors and --seconds: how many, and how long each line is measured.
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium, type Page } from "@playwright/test";
import config from "../../playwright.config.ts";
import { AgentPage } from "../kit/people.ts";
import { accountKey } from "../kit/scripted.ts";
import { Stage } from "../kit/stage.ts";
import { framesDuring, type Smoothness } from "./frames.ts";

const { values } = parseArgs({
  options: { visitors: { type: "string", default: "10000" }, seconds: { type: "string", default: "10" } },
});
const [visitors, seconds] = [Number(values.visitors), Number(values.seconds)];
/** Between two turns of the wheel: one a frame. */
const TURN_MS = 16;

const stage = await Stage.open();
const crowd = await crowdOf(visitors);
const browser = await chromium.launch(config.use?.launchOptions);
try {
  const { page } = await AgentPage.signIn(browser, stage.server.url);
  await page.getByRole("link", { name: "Visitors", exact: true }).click();
  await page.getByRole("tab", { name: "List" }).waitFor();
  await report(page, "list at rest", 0);
  for (const pixels of [120, 600, 3000]) await report(page, `list, ${pixels} px a turn`, pixels);
  await page.getByRole("tab", { name: "Visual" }).click();
  await report(page, "visual at rest", 0);
  await report(page, "visual, 600 px a turn", 600);
} finally {
  crowd.kill();
  await browser.close();
  await stage.close();
}

/** In a process of its own: what it costs is not the browser's. */
async function crowdOf(count: number) {
  const { port } = new URL(stage.server.url);
  const key = await accountKey(stage.server.url);
  const child = fork(join(import.meta.dirname, "crowd.ts"), [port, key, String(count)]);
  await once(child, "message");
  return child;
}

async function report(page: Page, name: string, pixels: number): Promise<void> {
  const smoothness = await framesDuring(page, seconds * 1000, () => turnTheWheel(page, pixels));
  console.log(`${name.padEnd(24)} ${inWords(smoothness)}`);
}

/** Down and up again, every hundred turns. */
async function turnTheWheel(page: Page, pixels: number): Promise<void> {
  if (pixels === 0) return;
  await page.mouse.move(640, 500);
  const end = Date.now() + seconds * 1000;
  for (let turns = 0; Date.now() < end; turns += 1) {
    await page.mouse.wheel(0, Math.floor(turns / 100) % 2 === 0 ? pixels : -pixels);
    await page.waitForTimeout(TURN_MS);
  }
}

function inWords({ p50, p99, longTasks, scriptMs, layoutMs, frames }: Smoothness): string {
  const a = (ms: number) => (ms / frames).toFixed(2);
  const longest = Math.max(0, ...longTasks);
  return [
    `frames ${frames}, p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)} ms`,
    `tasks past 50 ms: ${longTasks.length}, longest ${longest}`,
    `a frame: script ${a(scriptMs)}, style and layout ${a(layoutMs)} ms`,
  ].join(" | ");
}
