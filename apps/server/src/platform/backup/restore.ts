import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, realpath, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { folderFiles } from "../files/folder.ts";
import { findBinaries } from "../sql/embedded/binaries.ts";
import { MAJOR_VERSION, RESTORING } from "../sql/embedded/cluster.ts";
import { type FolderLock, lockFolder } from "../sql/embedded/folder-lock.ts";
import { chooseIdentity, handOver, type Identity, letThrough } from "../sql/embedded/identity.ts";
import { errorCode } from "../sql/error-code.ts";
import { migrations } from "../sql/migrations/index.ts";
import { BackupError, told } from "./backup-error.ts";
import { type Entry, type Manifest, readManifest } from "./manifest.ts";
import type { Progress } from "./progress.ts";
import { DATABASE, FILES, flushFolder, PASSWORDS } from "./take.ts";

export type RestoreOptions = Readonly<{
  dataDir: string;
  filesDir: string;
  /** The folder that a backup was made in. */
  source: string;
  progress: Progress;
}>;

/** What an empty folder may have: the lock's files, what an interrupted restore left, and what the head of a disk has. */
const NOTHING: readonly string[] = ["causerie.lock", "causerie.pid", RESTORING, "lost+found"];

/**
 * Puts a backup into empty folders. Every byte is compared with what was written down when the backup was taken; the
 * database comes to its place last, and until then nothing starts there [OP6].
 */
export async function restoreBackup(options: RestoreOptions): Promise<Manifest> {
  const { source } = options;
  const manifest = await readManifest(source);
  refuseForeign(manifest, source);
  try {
    await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
    const dataDir = await realpath(options.dataDir);
    const lock = lockOf(dataDir);
    await restoreInto({ ...options, dataDir }, manifest).finally(() => lock.release());
    return manifest;
  } catch (error) {
    throw told(error, options.dataDir);
  }
}

async function restoreInto(options: RestoreOptions, manifest: Manifest): Promise<void> {
  const { dataDir, filesDir } = options;
  const wasInterrupted = await refuseUsed(dataDir, filesDir);
  const workshop = join(dataDir, RESTORING);
  if (wasInterrupted) await rm(workshop, { recursive: true });
  await mkdir(workshop, { mode: 0o700 });
  try {
    await putDatabase(options, manifest, workshop);
    await putFiles(options, manifest);
  } catch (error) {
    await rm(workshop, { recursive: true, force: true });
    throw error;
  }
  for (const name of PASSWORDS) await rename(join(workshop, name), join(dataDir, name));
  await rename(join(workshop, DATABASE), join(dataDir, "postgres"));
  await rm(workshop, { recursive: true });
  await flushFolder(dataDir);
}

async function putDatabase(
  { source, dataDir, progress }: RestoreOptions,
  { folders, files }: Manifest,
  workshop: string,
): Promise<void> {
  const identity = await identityFor(dataDir);
  for (const folder of folders.filter(isOfDatabase)) {
    await mkdir(join(workshop, folder), { mode: 0o700 });
    await handOver(identity, join(workshop, folder));
  }
  const entries = files.filter(({ path }) => isOfDatabase(path) || PASSWORDS.some((name) => name === path));
  await progress.eachOf("Database", entries, async (entry) => {
    const to = join(workshop, entry.path);
    await pipeline(verified(source, entry), createWriteStream(to, { flags: "wx", mode: 0o600, flush: true }));
    if (isOfDatabase(entry.path)) await handOver(identity, to);
  });
}

/** All of them, or none. */
async function putFiles({ source, filesDir, progress }: RestoreOptions, { files }: Manifest): Promise<void> {
  const store = folderFiles(filesDir);
  const entries = files.filter(({ path }) => path.startsWith(`${FILES}/`));
  try {
    await progress.eachOf("Files", entries, (entry) =>
      store.put(basename(entry.path), Readable.from(verified(source, entry))),
    );
  } catch (error) {
    for (const { path } of entries) await store.remove(basename(path));
    throw error;
  }
}

/** The content, whose reading fails at its end where it is not what was backed up. */
async function* verified(source: string, { path, size, sha256 }: Entry): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  let read = 0;
  try {
    for await (const piece of createReadStream(join(source, path))) {
      hash.update(piece);
      read += piece.length;
      yield piece;
    }
  } catch (error) {
    if (errorCode(error) === "ENOENT") throw new BackupError(damaged(source, path, "is missing"));
    throw error;
  }
  if (read !== size || hash.digest("hex") !== sha256)
    throw new BackupError(damaged(source, path, "has changed"));
}

/** Whoever a new database there would run as. */
async function identityFor(dataDir: string): Promise<Identity> {
  const { postgres } = await findBinaries();
  const identity = await chooseIdentity({ dataDir, clusterDir: join(dataDir, "postgres"), postgres });
  await letThrough(identity, dataDir);
  return identity;
}

function isOfDatabase(path: string): boolean {
  return path === DATABASE || path.startsWith(`${DATABASE}/`);
}

/** Gives whether a restore was interrupted here: it wrote what it wrote into empty folders. */
async function refuseUsed(dataDir: string, filesDir: string): Promise<boolean> {
  const names = await readdir(dataDir);
  const wasInterrupted = names.includes(RESTORING);
  const mayBeThere = filesDir === join(dataDir, FILES) ? [...NOTHING, FILES] : NOTHING;
  if (names.some((name) => !mayBeThere.includes(name))) throw new BackupError(used("DATA_DIR", dataDir));
  if (wasInterrupted) return true;
  for await (const _ of folderFiles(filesDir).keys()) throw new BackupError(used("FILES_DIR", filesDir));
  return false;
}

function refuseForeign({ system, postgres, migrations: seen }: Manifest, source: string): void {
  const here = `${process.platform}-${process.arch}`;
  if (system !== here)
    throw new BackupError(
      `${source} was taken on ${system}, and this is ${here}: restore it on a machine of that kind.`,
    );
  if (postgres !== MAJOR_VERSION)
    throw new BackupError(
      `${source} is of PostgreSQL ${postgres}, and this Causerie brings ${MAJOR_VERSION}: restore it with the Causerie that took it.`,
    );
  const unknown = seen.find((name) => !Object.hasOwn(migrations, name));
  if (unknown !== undefined)
    throw new BackupError(
      `${source} was taken by a newer Causerie (it knows ${unknown}): restore it with that one.`,
    );
}

function lockOf(dataDir: string): FolderLock {
  try {
    return lockFolder(dataDir);
  } catch (error) {
    throw new BackupError(error instanceof Error ? error.message : String(error));
  }
}

function used(setting: string, folder: string): string {
  return `${folder} is not empty, and nothing there is overwritten: set ${setting} to a folder that is new or empty.`;
}

function damaged(source: string, path: string, what: string): string {
  return `${path} in ${source} ${what}: this backup is damaged. Take another one; nothing was restored.`;
}
