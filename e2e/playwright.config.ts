import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const executablePath = chromium();

export default defineConfig({
  testDir: "src",
  testMatch: "**/*.spec.ts",
  outputDir: "results",
  // A journey is two browsers, a server and its PostgreSQL, and judges what appears within a second.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // A bound for the failing case only: a slow machine takes several times as long as ours.
  timeout: 240_000,
  expect: { timeout: 10_000 },
  use: {
    // An element that is missing is told soon, by name.
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // No sandbox: tests also run as root. The rest keeps Chromium from talking to anyone but us.
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});

/** Without a Chromium of the system, Playwright takes the one that it installed, or says how to. */
function chromium(): string | undefined {
  const system = "/usr/bin/chromium";
  return process.env.CHROMIUM_PATH ?? (existsSync(system) ? system : undefined);
}
