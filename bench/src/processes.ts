import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** What this run started and has to end. */
const started = new Set<ChildProcess>();

/** A program of ours, which talks over the channel that `fork` opens. */
export function startProgram(file: URL, nodeOptions: readonly string[] = []): ChildProcess {
  const execArgv = [...process.execArgv, ...nodeOptions];
  return track(fork(file, { execArgv, stdio: ["ignore", "ignore", "inherit", "ipc"] }));
}

export function track(child: ChildProcess): ChildProcess {
  started.add(child);
  child.once("exit", () => started.delete(child));
  return child;
}

/** Waits for its end, and insists when that takes too long. */
export async function stopProcess(child: ChildProcess, insistAfterMs: number): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, "exit");
  const insisting = setTimeout(() => child.kill("SIGKILL"), insistAfterMs);
  child.kill("SIGTERM");
  await ended;
  clearTimeout(insisting);
}

export function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** The next message of a program; an error when it ends instead. */
export function nextMessage<Message>(child: ChildProcess, name: string): Promise<Message> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error(`${name} has ended`));
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      // Our own programs send what their types say.
      resolve(message as Message);
    });
  });
}

/** Ctrl-C reaches our programs too: their end fails the run, which then puts everything away in order. */
export function stopOnSignals(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      stopping.abort(new Error("It was told to stop."));
      for (const child of started) child.kill("SIGTERM");
    });
  }
  return stopping.signal;
}
