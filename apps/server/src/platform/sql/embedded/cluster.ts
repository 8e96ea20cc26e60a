import { randomBytes } from "node:crypto";
import { mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "../error-code.ts";
import type { Binaries } from "./binaries.ts";
import type { Identity } from "./identity.ts";
import { handOver, letThrough } from "./identity.ts";
import { run } from "./run.ts";

/** The database's folder, and the password of the role that the server uses there. */
export type Cluster = Readonly<{ folder: string; password: string; binaries: Binaries; identity: Identity }>;

/** Both the server's role and its database. Not a superuser: a flaw in a query must not open the machine. */
export const ROLE = "causerie";
export const MAJOR_VERSION = "18";
/** Where a restore puts the database together, below the data folder. */
export const RESTORING = "restore.unfinished";
const UNFINISHED = "postgres.unfinished-";

/** Opens the database's folder in the data folder, making it on the first start. */
export async function openCluster(
  dataDir: string,
  folder: string,
  binaries: Binaries,
  identity: Identity,
): Promise<Cluster> {
  await removeUnfinished(dataDir);
  const version = await readIfThere(join(folder, "PG_VERSION"));
  if (version === undefined && (await isThere(join(dataDir, RESTORING))))
    throw new Error(notRestored(dataDir));
  if (version === undefined) await makeCluster(dataDir, folder, binaries, identity);
  else if (version.trim() !== MAJOR_VERSION) throw new Error(wrongVersion(folder, version.trim()));
  const password = await readIfThere(passwordFile(dataDir, ROLE));
  if (password === undefined) throw new Error(noPassword(dataDir, folder));
  return { folder, password: password.trim(), binaries, identity };
}

/** Made beside its place and then moved there: whatever is killed on the way, a half database is never taken for one. */
async function makeCluster(
  dataDir: string,
  folder: string,
  binaries: Binaries,
  identity: Identity,
): Promise<void> {
  await letThrough(identity, dataDir);
  const workshop = await mkdtemp(join(dataDir, UNFINISHED));
  await handOver(identity, workshop);
  const made = join(workshop, "cluster");
  await initialise(made, await choosePassword(dataDir, "postgres"), workshop, binaries, identity);
  await makeRole(made, await choosePassword(dataDir, ROLE), binaries, identity);
  await rename(made, folder);
  await syncFolder(dataDir);
  await rm(workshop, { recursive: true });
}

/** An initdb whose server was killed may still be writing there. What then stays, a later start removes. */
async function removeUnfinished(dataDir: string): Promise<void> {
  const names = (await readdir(dataDir)).filter((name) => name.startsWith(UNFINISHED));
  const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 20 };
  await Promise.allSettled(names.map((name) => rm(join(dataDir, name), options)));
}

/** Sorts and compares by code point (C), and knows every script's upper and lower case (builtin C.UTF-8). */
async function initialise(
  made: string,
  password: string,
  workshop: string,
  binaries: Binaries,
  identity: Identity,
) {
  const pwfile = join(workshop, "password");
  await writeFile(pwfile, password, { mode: 0o600 });
  await handOver(identity, pwfile);
  await run(identity, binaries.initdb, [
    `--pgdata=${made}`,
    "--username=postgres",
    `--pwfile=${pwfile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
  ]);
}

/** In single-user mode, so that nobody can connect to a database that is not finished. One statement a line. */
async function makeRole(
  made: string,
  password: string,
  { postgres }: Binaries,
  identity: Identity,
): Promise<void> {
  const statements = [
    `CREATE ROLE ${ROLE} LOGIN PASSWORD '${password}'`,
    `CREATE DATABASE ${ROLE} OWNER ${ROLE}`,
  ];
  const args = ["--single", "-D", made, "-c", "exit_on_error=on", "postgres"];
  await run(identity, postgres, args, `${statements.join("\n")}\n`);
}

/** Kept from an earlier try that was killed. Hexadecimal: it stands in SQL and in an address as it is. */
async function choosePassword(dataDir: string, role: string): Promise<string> {
  const file = passwordFile(dataDir, role);
  const kept = await readIfThere(file);
  if (kept !== undefined && kept.trim() !== "") return kept.trim();
  const password = randomBytes(24).toString("hex");
  await rm(file, { force: true });
  await writeFile(file, `${password}\n`, { mode: 0o600, flush: true });
  return password;
}

function passwordFile(dataDir: string, role: string): string {
  return join(dataDir, `postgres-password.${role}`);
}

/** Makes a rename in the folder last through a power cut. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function notRestored(dataDir: string): string {
  return (
    `A backup was being restored into ${dataDir}, and that was interrupted: run npm run restore again, or set DATA_DIR ` +
    "to another folder."
  );
}

function wrongVersion(folder: string, version: string): string {
  return (
    `The database in ${folder} was made by PostgreSQL ${version}, and this is PostgreSQL ${MAJOR_VERSION}: start the ` +
    "Causerie that made it, or set DATA_DIR to another folder."
  );
}

function noPassword(dataDir: string, folder: string): string {
  return (
    `The database in ${folder} is there, but the file with its password, ${passwordFile(dataDir, ROLE)}, is not: ` +
    "put it back from a copy of the data folder."
  );
}
