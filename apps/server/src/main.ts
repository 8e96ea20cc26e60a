import { type Config, ConfigError, readConfig } from "./platform/config.ts";
import { createLog } from "./platform/log.ts";
import { type RunningServer, startServer } from "./server.ts";

/** A drain that takes longer than this is ended: whoever stops us would not wait for ever either. */
const LONGEST_STOP_MS = 20_000;

await main().catch((error: unknown) => {
  say(error instanceof ConfigError || error instanceof Error ? error.message : String(error));
  // Whatever was begun before it failed goes with the process.
  process.exit(1);
});

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const server = await startServer(config, log);
  server.onFailure((error) => {
    log.fatal({ err: error }, "The database cannot be brought back");
    process.exit(1);
  });
  stopOnSignals(server);
  announce(config, server);
}

function announce(config: Config, { url, demoShopUrl, setUpCode }: RunningServer): void {
  say(`Dashboard   ${url}`);
  if (demoShopUrl) say(`Demo shop   ${demoShopUrl}`);
  if (setUpCode && !["127.0.0.1", "::1", "localhost"].includes(config.host)) say(`Setup code  ${setUpCode}`);
  say("Stop        Ctrl-C");
}

function stopOnSignals(server: RunningServer): void {
  let isStopping = false;
  const stop = () => {
    // npm passes Ctrl-C on a second time.
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        say(`Stopping failed: ${error instanceof Error ? error.message : String(error)}`);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
