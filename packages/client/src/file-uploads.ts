import type { UploadAnswer, UploadFrame } from "@causerie/protocol";
import type { CommandAnswer, FileWire } from "./types.ts";

/** Puts a body at an address. `done` is null where no answer came. `onProgress`: the share that has left, 0 to 1. */
export type Put = (
  url: string,
  body: Blob,
  onProgress: (share: number) => void,
) => { done: Promise<{ status: number; text: string } | null>; cancel(): void };

const MOST_AT_ONCE = 2;
const MOST_ATTEMPTS = 6;
const FIRST_PAUSE_MS = 1_000;

/** `waiting` for a turn, `asking` for an address, `putting` the body there; `idle` is done, or failed. */
type Job = {
  file: File;
  phase: "waiting" | "pausing" | "asking" | "putting" | "idle";
  attempts: number;
  cancel: () => void;
};

/** Files on their way to the server [FI11]. They are held for as long as their line is there, to be sent again. */
export class FileUploads<Target> {
  readonly #wire: FileWire<Target>;
  readonly #put: Put;
  readonly #jobs = new Map<string, Job>();

  constructor(wire: FileWire<Target>, put: Put) {
    this.#wire = wire;
    this.#put = put;
  }

  send(target: Target, file: File): Promise<CommandAnswer> {
    const id = this.#wire.environment.newId();
    const { name, type: mime, size: sizeBytes } = file;
    const answer = this.#wire.queue(target, { name, mime, sizeBytes }, id);
    this.#forgetWhatIsSent();
    this.#begin(id, file);
    return answer;
  }

  retry(id: string): void {
    const job = this.#jobs.get(id);
    // A page that was reloaded has the line, and not the file.
    if (job) this.#begin(id, job.file);
    else this.#wire.lines.uploadFailed(id, { reason: "upload-lost" });
  }

  discard(id: string): void {
    const job = this.#jobs.get(id);
    this.#jobs.delete(id);
    job?.cancel();
    this.#next();
  }

  /** What was asked on the connection before is not answered on this one. */
  online(): void {
    for (const job of this.#jobs.values()) {
      if (job.phase === "pausing") job.cancel();
      if (job.phase === "asking" || job.phase === "pausing") job.phase = "waiting";
    }
    this.#next();
  }

  answered(frame: UploadFrame): void {
    const job = this.#jobs.get(frame.id);
    if (job?.phase !== "asking") return;
    if ("refusal" in frame) this.#fail(frame.id, job, frame.refusal);
    else this.#carry(frame.id, job, frame.url);
  }

  #begin(id: string, file: File): void {
    this.#jobs.set(id, { file, phase: "waiting", attempts: 0, cancel: () => {} });
    this.#next();
  }

  #next(): void {
    if (!this.#wire.isOnline()) return;
    let room = MOST_AT_ONCE;
    for (const { phase } of this.#jobs.values()) if (phase === "asking" || phase === "putting") room -= 1;
    for (const [id, job] of this.#jobs) {
      if (room <= 0) return;
      if (job.phase !== "waiting") continue;
      room -= 1;
      job.phase = "asking";
      this.#wire.send({ t: "upload", id, name: job.file.name.slice(-2000), sizeBytes: job.file.size });
    }
  }

  async #carry(id: string, job: Job, url: string): Promise<void> {
    const { root, lines } = this.#wire;
    job.phase = "putting";
    const { done, cancel } = this.#put(new URL(url, root).href, job.file, (share) =>
      lines.uploadMoved(id, share),
    );
    job.cancel = cancel;
    const answer = readAnswer(await done);
    if (this.#jobs.get(id) !== job) return;
    if (answer === null || isPassing(answer)) this.#tryAgain(id, job);
    else if ("refusal" in answer) this.#fail(id, job, answer.refusal);
    else this.#arrived(id, job, answer.file.fileId);
  }

  #arrived(id: string, job: Job, fileId: string): void {
    job.phase = "idle";
    this.#wire.lines.uploaded(id, fileId);
    this.#next();
  }

  /** From its beginning: what came of it the server has thrown away. */
  #tryAgain(id: string, job: Job): void {
    job.attempts += 1;
    if (job.attempts >= MOST_ATTEMPTS) return this.#fail(id, job, { reason: "upload-failed" });
    this.#wire.lines.uploadMoved(id, 0);
    job.phase = "pausing";
    job.cancel = this.#wire.environment.after(FIRST_PAUSE_MS * 2 ** (job.attempts - 1), () => {
      job.phase = "waiting";
      this.#next();
    });
    this.#next();
  }

  #fail(id: string, job: Job, fault: Parameters<FileWire<Target>["lines"]["uploadFailed"]>[1]): void {
    job.phase = "idle";
    this.#wire.lines.uploadFailed(id, fault);
    this.#next();
  }

  #forgetWhatIsSent(): void {
    for (const id of this.#jobs.keys()) if (!this.#wire.lines.holds(id)) this.#jobs.delete(id);
  }
}

/** null: nothing came, or nothing that the server's own door says. */
function readAnswer(answer: { status: number; text: string } | null): UploadAnswer | null {
  try {
    const read: unknown = JSON.parse(answer?.text ?? "");
    const isOurs = typeof read === "object" && read !== null && ("file" in read || "refusal" in read);
    // One of ours has the shape that the protocol gives it.
    return isOurs ? (read as UploadAnswer) : null;
  } catch {
    return null;
  }
}

/** Another address, or another attempt, puts it right. */
function isPassing(answer: UploadAnswer): boolean {
  return "refusal" in answer && ["upload-expired", "upload-incomplete"].includes(answer.refusal.reason);
}
