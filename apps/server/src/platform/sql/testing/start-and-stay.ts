import { pino } from "pino";
import { startEmbeddedPostgres } from "../embedded-postgres.ts";

// A server that tests kill: starts PostgreSQL in the folder it is given, says how to reach it, and stays.
const { connectionString } = await startEmbeddedPostgres({
  dataDir: process.argv[2] ?? "",
  log: pino({ level: "silent" }),
});
process.stdout.write(`${connectionString}\n`);
process.stdin.resume();
