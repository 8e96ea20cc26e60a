import { createHash } from "node:crypto";
import { open, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import Type, { type Static } from "typebox";
import { Value } from "typebox/value";
import { errorCode } from "../sql/error-code.ts";
import { BackupError } from "./backup-error.ts";

/** Written last: a folder without it is no backup. */
export const MANIFEST = "backup.json";

const Entry = Type.Object({ path: Type.String(), size: Type.Integer(), sha256: Type.String() });
const Manifest = Type.Object({
  format: Type.Literal(1),
  /** What was acknowledged before is in it. */
  takenAt: Type.String(),
  /** A PostgreSQL's folder is of one system and processor: linux-x64. */
  system: Type.String(),
  postgres: Type.String(),
  /** The names of those that the database has seen, in their order. */
  migrations: Type.Array(Type.String()),
  /** Below the backup, with slashes; PostgreSQL needs its empty ones too. */
  folders: Type.Array(Type.String()),
  files: Type.Array(Entry),
});
export type Manifest = Static<typeof Manifest>;
export type Entry = Static<typeof Entry>;

export async function readManifest(backup: string): Promise<Manifest> {
  const text = await readFile(join(backup, MANIFEST), "utf8").catch((error: unknown) => {
    if (["ENOENT", "ENOTDIR"].includes(errorCode(error))) throw new BackupError(noBackup(backup));
    throw error;
  });
  const manifest: unknown = parse(text);
  if (!Value.Check(Manifest, manifest)) throw new BackupError(noBackup(backup));
  return manifest;
}

/** All that lies below a folder. */
export async function contentsOf(root: string): Promise<{ folders: string[]; files: string[] }> {
  const folders: string[] = [];
  const files: string[] = [];
  const walk = async (below: string) => {
    for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) {
        folders.push(path);
        await walk(path);
      } else files.push(path);
    }
  };
  await walk("");
  return { folders, files };
}

/** Reads a file whole and has it on the disk. */
export async function entryOf(root: string, path: string): Promise<Entry> {
  const handle = await open(join(root, path));
  try {
    const hash = createHash("sha256");
    let size = 0;
    for await (const piece of handle.createReadStream({ autoClose: false })) {
      hash.update(piece);
      size += piece.length;
    }
    await handle.sync();
    return { path, size, sha256: hash.digest("hex") };
  } finally {
    await handle.close();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function noBackup(folder: string): string {
  return (
    `${folder} is no whole backup: its ${MANIFEST} is missing or cannot be read. Name the folder that npm run backup ` +
    "made; one that was interrupted, whose name ends in .unfinished- and more, cannot be restored."
  );
}
