import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import type { Writable } from "node:stream";
import pg from "pg";
import { BackupError } from "./backup-error.ts";

/** As PostgreSQL says how far it is. `totalBytes`: its own estimate. */
export type OnProgress = (doneBytes: number, totalBytes: number) => void;

const COMMAND =
  "BASE_BACKUP (LABEL 'causerie', PROGRESS true, CHECKPOINT 'fast', WAL true, " +
  "MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256')";

/**
 * A base backup of a running PostgreSQL by its replication protocol, as pg_basebackup takes one: the whole folder, with
 * the log that makes it consistent. https://www.postgresql.org/docs/18/protocol-replication.html
 * `client`: connected for replication; its connection is of no use afterwards. `folder`: empty. `manifestFile`: where
 * PostgreSQL's own list of what it sent goes.
 */
export async function baseBackup(
  client: pg.Client,
  { folder, manifestFile }: { folder: string; manifestFile: string },
  onProgress: OnProgress,
): Promise<void> {
  // It goes with the connection. Until then PostgreSQL keeps the log that the backup is to end with.
  await client.query(
    `CREATE_REPLICATION_SLOT causerie_backup_${process.pid} TEMPORARY PHYSICAL (RESERVE_WAL)`,
  );
  const unpacking = unpackInto(folder);
  const manifest = createWriteStream(manifestFile, { mode: 0o600, flush: true });
  const written = once(manifest, "close");
  const copying = new CopyOut({ archive: unpacking.input, manifest }, onProgress);
  try {
    await Promise.race([copying.run(client), failureOf(unpacking.done), failureOf(written)]);
    unpacking.input.end();
    manifest.end();
    await Promise.all([unpacking.done, written]);
  } finally {
    copying.cutOff();
    await unpacking.stop();
  }
}

/** Settles only if that fails: a tar that has read its end may stop before the rest is here. */
function failureOf(promise: Promise<unknown>): Promise<never> {
  return promise.then(() => new Promise<never>(() => undefined));
}

/** What the server sends: pieces of one tar archive, then of its manifest, and between them how far it is. */
class CopyOut extends pg.Query {
  readonly #targets: Record<"archive" | "manifest", Writable>;
  readonly #onProgress: OnProgress;
  #current: Writable | null = null;
  #archives = 0;
  #totalBytes = 0;
  #connection: pg.Connection | null = null;

  constructor(targets: Record<"archive" | "manifest", Writable>, onProgress: OnProgress) {
    super(COMMAND);
    this.#targets = targets;
    this.#onProgress = onProgress;
    // Of the list of what is to come, in kilobytes.
    this.on("row", ({ size }: { size?: string }) => {
      if (size !== undefined) this.#totalBytes = Number(size) * 1024;
    });
  }

  async run(client: pg.Client): Promise<void> {
    const ended = once(this, "end");
    const lost = once(client, "error").then(([error]) => Promise.reject(error));
    client.query(this);
    await Promise.race([ended, lost]);
  }

  /** Whatever of it is still under way. */
  cutOff(): void {
    this.#connection?.stream.destroy();
  }

  /** Called by pg's client for each message. `chunk` lies in a buffer that is used again. */
  handleCopyData({ chunk }: { chunk: Buffer }, connection: pg.Connection): void {
    this.#connection = connection;
    switch (String.fromCharCode(chunk[0] ?? 0)) {
      case "n":
        return this.#begin("archive");
      case "m":
        return this.#begin("manifest");
      case "d":
        return this.#write(Buffer.from(chunk.subarray(1)), connection);
      case "p":
        return this.#onProgress(Number(chunk.readBigInt64BE(1)), this.#totalBytes);
    }
  }

  #begin(target: "archive" | "manifest"): void {
    if (target === "archive") this.#archives += 1;
    if (this.#archives > 1)
      throw new BackupError("The database has tablespaces of its own: use PostgreSQL's tools.");
    this.#current = this.#targets[target];
    // One that takes no more holds up nothing.
    for (const event of ["drain", "close"]) this.#current.on(event, () => this.#connection?.stream.resume());
  }

  #write(data: Buffer, { stream }: pg.Connection): void {
    if (this.#current && !this.#current.destroyed && !this.#current.write(data)) stream.pause();
  }
}

/** By the system's own tar; everything belongs to whoever runs this. */
function unpackInto(folder: string): { input: Writable; done: Promise<void>; stop(): Promise<void> } {
  const env = { PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C" };
  const tar = spawn("tar", ["-x", "-o", "-f", "-", "-C", folder], { stdio: ["pipe", "ignore", "pipe"], env });
  let said = "";
  tar.stderr.on("data", (chunk: Buffer) => {
    said += String(chunk);
  });
  // How it ended tells more than that it takes no more.
  tar.stdin.on("error", () => undefined);
  const done = once(tar, "close").then(
    ([code]) => {
      if (code !== 0) throw saidByTar(said);
    },
    () => {
      throw new BackupError(
        "The program tar, which unpacks what PostgreSQL sends, is not on this machine: install it.",
      );
    },
  );
  // Heard by who waits for the whole; before that it is nobody's.
  done.catch(() => undefined);
  // Whatever else failed: a tar that is told nothing more would wait for ever, and this program for it.
  const stop = () => {
    tar.kill("SIGKILL");
    return done.catch(() => undefined);
  };
  return { input: tar.stdin, done, stop };
}

function saidByTar(said: string): Error {
  const code = said.includes("No space left on device") ? { code: "ENOSPC" } : {};
  return Object.assign(new Error(`tar failed: ${said.trim().split("\n")[0] ?? ""}`), code);
}
