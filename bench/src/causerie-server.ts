import { rmSync } from "node:fs";
import { hireAgents } from "./hire.ts";
import { collectGarbage } from "./memory.ts";
import type { Size } from "./options.ts";
import { makeDataDir, postmasterPid, ServerProcess } from "./server-process.ts";
import type { LoadedServer } from "./servers.ts";

const NAME = "Causerie";

/** The server as shipped, with its own PostgreSQL on a fresh folder, and agents who are signed in. */
export async function startCauserie(
  { visitors, agents }: Size,
  profile: string | null,
): Promise<LoadedServer> {
  const dataDir = makeDataDir();
  const server = await ServerProcess.spawn({ DATA_DIR: dataDir }, profile);
  const stop = async () => {
    await server.stop();
    stopPostgres(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await server.ready();
    const staff = await hireAgents(server.url, agents);
    const target = { ...server.target(dataDir), visitors, readers: "one", ...staff } as const;
    return { name: NAME, target, collectGarbage: () => collectGarbage(server.child, NAME), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** It outlives a server that had to be killed; when the server stopped in order, its file is gone. */
function stopPostgres(dataDir: string): void {
  try {
    process.kill(postmasterPid(dataDir), "SIGQUIT");
  } catch {
    // Stopped already.
  }
}
