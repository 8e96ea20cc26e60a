import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: ["apps/server/src/testing/global-postgres.ts"],
    include: ["{packages,apps}/*/src/**/*.test.{ts,tsx}", "{bench,e2e}/**/*.test.ts", "scripts/*.test.ts"],
    // Processes of their own: a test that leaks a socket or a timer disturbs no other file.
    pool: "forks",
    // The server's tests start PostgreSQL: more than two at once make each other time out on two cores.
    maxWorkers: 2,
    // They end what hangs. Nothing is said with them of how fast a test has to be, on whatever machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    allowOnly: false,
    passWithNoTests: false,
  },
});
