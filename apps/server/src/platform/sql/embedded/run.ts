import { once } from "node:events";
import type { Identity } from "./identity.ts";
import { spawnAs } from "./identity.ts";

/** Runs one of PostgreSQL's programs to its end; throws what it said if it fails. */
export async function run(identity: Identity, program: string, args: string[], input = ""): Promise<void> {
  const child = spawnAs(identity, program, args, { stdio: "pipe" });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => said.push(chunk));
  // A program that dies early closes its input; its exit code tells more than that.
  child.stdin?.on("error", () => {});
  child.stdin?.end(input);
  const [code, killedBy] = await once(child, "close");
  if (code === 0) return;
  throw new Error(
    `${program} failed (${killedBy ?? `exit ${code}`}): ${Buffer.concat(said).toString().trim()}`,
  );
}
