import { copyFile, mkdir, mkdtemp, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type pg from "pg";
import type { FileStore } from "../files/file-store.ts";
import { folderFiles } from "../files/folder.ts";
import { errorCode } from "../sql/error-code.ts";
import { BackupError, told } from "./backup-error.ts";
import { baseBackup } from "./base-backup.ts";
import { contentsOf, type Entry, entryOf, MANIFEST, type Manifest } from "./manifest.ts";
import type { Progress } from "./progress.ts";
import { connectToRunning } from "./running-postgres.ts";

/** Without these nobody gets into the database again. */
export const PASSWORDS = ["postgres-password.causerie", "postgres-password.postgres"] as const;
export const DATABASE = "database";
export const FILES = "files";

export type BackupOptions = Readonly<{
  dataDir: string;
  filesDir: string;
  /** A folder that is not there yet, or empty. */
  target: string;
  progress: Progress;
}>;

/**
 * Copies a running Causerie into a folder: all that was acknowledged before is in it. Made beside its place and moved
 * there when it is whole and on the disk, so that a half one never has its name [OP6].
 */
export async function takeBackup(options: BackupOptions): Promise<Manifest> {
  const { target } = options;
  await refuseUsed(target);
  try {
    await mkdir(dirname(target), { recursive: true });
    return await takeBeside(await mkdtemp(`${target}.unfinished-`), options);
  } catch (error) {
    throw told(error, target);
  }
}

async function takeBeside(unfinished: string, options: BackupOptions): Promise<Manifest> {
  const { target } = options;
  try {
    const manifest = await fill(unfinished, options);
    await rename(unfinished, target);
    await flushFolder(dirname(target));
    return manifest;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

async function fill(folder: string, { dataDir, filesDir, progress }: BackupOptions): Promise<Manifest> {
  const takenAt = new Date().toISOString();
  const migrations = await copyDatabase(folder, dataDir, progress);
  for (const name of PASSWORDS) await copyFile(join(dataDir, name), join(folder, name));
  // After the database: what its rows name is there by then, and never changes.
  await copyFiles(folderFiles(filesDir), folderFiles(join(folder, FILES)), progress);
  const { folders, files } = await contentsOf(folder);
  const entries = await progress.eachOf("Reading it again", files, (path) => entryOf(folder, path));
  await compareWithPostgres(folder, entries);
  const postgres = (await readFile(join(folder, DATABASE, "PG_VERSION"), "utf8")).trim();
  const system = `${process.platform}-${process.arch}`;
  const manifest: Manifest = { format: 1, takenAt, system, postgres, migrations, folders, files: entries };
  for (const each of ["", ...folders]) await flushFolder(join(folder, each));
  await writeFile(join(folder, MANIFEST), JSON.stringify(manifest), { mode: 0o600, flush: true });
  return manifest;
}

async function copyDatabase(folder: string, dataDir: string, progress: Progress): Promise<string[]> {
  const asked = await connectToRunning(dataDir, false);
  const migrations = await migrationsOf(asked).finally(() => asked.end());
  const client = await connectToRunning(dataDir, true);
  await mkdir(join(folder, DATABASE), { mode: 0o700 });
  const places = {
    folder: join(folder, DATABASE),
    manifestFile: join(folder, DATABASE, "backup_manifest"),
  };
  await baseBackup(client, places, (done, total) => progress.at("Database", done, total));
  return migrations;
}

async function migrationsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>("select name from kysely_migration order by name");
  return rows.map(({ name }) => name);
}

async function copyFiles(from: FileStore, to: FileStore, progress: Progress): Promise<void> {
  const keys: string[] = [];
  for await (const key of from.keys()) keys.push(key);
  await progress.eachOf("Files", keys, async (key) => {
    // Erased meanwhile.
    const found = await from.open(key);
    if (found) await to.put(key, found.content);
  });
}

/** What lies here is what PostgreSQL sent. The log is not on its list: it has checksums of its own, which recovery reads. */
async function compareWithPostgres(folder: string, entries: readonly Entry[]): Promise<void> {
  const text = await readFile(join(folder, DATABASE, "backup_manifest"), "utf8");
  const sent = JSON.parse(text) as { Files: { Path: string; Size: number; Checksum: string }[] }; // PostgreSQL's format
  const here = new Map(entries.map((entry) => [entry.path, entry]));
  const wrong = sent.Files.find(({ Path, Size, Checksum }) => {
    const entry = here.get(`${DATABASE}/${Path}`);
    return entry?.size !== Size || entry.sha256 !== Checksum;
  });
  if (wrong)
    throw new BackupError(
      `${wrong.Path} did not arrive as PostgreSQL sent it: look at the disk, and try again.`,
    );
}

async function refuseUsed(target: string): Promise<void> {
  const names = await readdir(target).catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return [];
    if (errorCode(error) === "ENOTDIR") return [basename(target)];
    throw error;
  });
  if (names.length > 0)
    throw new BackupError(
      `${target} is there already, and is not overwritten: name a folder that is new or empty.`,
    );
}

/** A rename, or a new file, lasts through a power cut. */
export async function flushFolder(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
