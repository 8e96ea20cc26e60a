import type { AgentServerFrame, VisitorServerFrame } from "@causerie/protocol";
import { CLOSE } from "@causerie/protocol/close-codes";
import type { Environment, SocketLike } from "./environment.ts";
import type { ConnectionState } from "./types.ts";

const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 15_000;
const LONGEST_BACKOFF_AFTER = 6;
const OPENING_TIMEOUT_MS = 10_000;
const PROBE_MS = 2_500;
const SILENT_INTERVALS = 3;
/** A connection that did not live this long counts as a failure: a server that welcomes and drops is not stormed. */
const SETTLED_MS = 5_000;

type Phase =
  | { kind: "new" }
  /** The timer brings the next attempt. */
  | { kind: "waiting" }
  /** Until the welcome. */
  | { kind: "opening"; socket: SocketLike }
  | { kind: "online"; socket: SocketLike; pingMs: number; since: number; heardAt: number; askedAt: number }
  /** The server said that it stops: it is still heard, but asked nothing more. */
  | { kind: "draining"; socket: SocketLike }
  | { kind: "stopped" };

type Options<Out, In> = {
  url: string;
  environment: Environment;
  hello(): Out;
  onFrame(frame: In): void;
  /** `online` follows the welcome's `onFrame`. */
  onState(state: ConnectionState): void;
};

/** One connection that comes back by itself [DL15]. It has one socket and one timer at a time. */
export class Connection<Out, In extends VisitorServerFrame | AgentServerFrame> {
  readonly #options: Options<Out, In>;
  readonly #environment: Environment;
  #phase: Phase = { kind: "new" };
  #failures = 0;
  #lostSince: number | null = null;
  #disarm = () => {};
  #stopListening = () => {};

  constructor(options: Options<Out, In>) {
    this.#options = options;
    this.#environment = options.environment;
  }

  start(): void {
    if (this.#phase.kind !== "new") return;
    this.#stopListening = this.#environment.onWake(() => this.#wake());
    this.#open();
  }

  /** False when there is nobody to send it to. */
  send(frame: Out | { t: "ping" }): boolean {
    if (this.#phase.kind !== "online") return false;
    this.#phase.socket.send(JSON.stringify(frame));
    return true;
  }

  /** Asks the server for everything anew, for a reason that is no loss to show. A draining one is left anyway. */
  restart(): void {
    if (this.#phase.kind === "stopped" || this.#phase.kind === "draining") return;
    if (this.#lostSince === null) this.#retry({ kind: "connecting" }, this.#backoffMs());
    else this.#lose();
  }

  /** What came is not for this person. */
  refuse(): void {
    this.#stop("refused");
  }

  close(): void {
    this.#stop("closed");
  }

  #open(): void {
    const socket = this.#socket();
    if (socket) this.#listen(socket);
    else this.#lose();
  }

  #listen(socket: SocketLike): void {
    this.#enter({ kind: "opening", socket });
    this.#arm(OPENING_TIMEOUT_MS, () => this.#lose());
    // A socket that was given up still calls back: only the one at hand may be heard.
    const ifCurrent = (run: () => void) => {
      if ("socket" in this.#phase && this.#phase.socket === socket) run();
    };
    socket.onopen = () => ifCurrent(() => socket.send(JSON.stringify(this.#options.hello())));
    socket.onmessage = ({ data }) => ifCurrent(() => this.#receive(data, socket));
    socket.onclose = ({ code }) => ifCurrent(() => this.#closed(code));
  }

  #socket(): SocketLike | null {
    try {
      return this.#environment.openSocket(this.#options.url);
    } catch {
      return null;
    }
  }

  #receive(data: unknown, socket: SocketLike): void {
    const frame = parse<In>(data);
    if (this.#phase.kind === "online") this.#phase.heardAt = this.#environment.now();
    if (frame) this.#heard(frame, socket);
    else this.restart();
  }

  #heard(frame: In, socket: SocketLike): void {
    switch (frame.t) {
      case "welcome":
        this.#welcomed(frame, frame.pingMs, socket);
        break;
      case "pong":
        // Armed here and not by the last ping's timer: browsers slow chains of timers in hidden tabs down to
        // one a minute, and the server would take the tab as lost.
        this.#beatLater();
        break;
      case "bye":
        this.#drain(frame.retryAfterMs, socket);
        break;
      case "fault":
        // Nothing that a person could mend: two versions that do not fit, or a defect.
        break;
      default:
        if (this.#phase.kind !== "opening") this.#options.onFrame(frame);
    }
  }

  #welcomed(frame: In, pingMs: number, socket: SocketLike): void {
    const now = this.#environment.now();
    const phase: Phase = { kind: "online", socket, pingMs, since: now, heardAt: now, askedAt: now };
    this.#enter(phase);
    this.#lostSince = null;
    this.#beatLater();
    this.#options.onFrame(frame);
    if (this.#phase === phase) this.#options.onState({ kind: "online" });
  }

  #beatLater(): void {
    if (this.#phase.kind === "online") this.#arm(this.#phase.pingMs, () => this.#beat());
  }

  /** [DL11] */
  #beat(): void {
    if (this.#phase.kind !== "online") return;
    const { heardAt, askedAt, pingMs } = this.#phase;
    const isSilent = this.#environment.now() - heardAt >= SILENT_INTERVALS * pingMs;
    if (!isSilent) return this.#ping(pingMs);
    // It was lost when nobody answered, not when we gave up waiting.
    this.#lostSince ??= askedAt;
    this.#lose(CLOSE.silent);
  }

  #ping(answerWithinMs: number): void {
    if (this.#phase.kind === "online") this.#phase.askedAt = this.#environment.now();
    this.send({ t: "ping" });
    this.#arm(answerWithinMs, () => this.#beat());
  }

  #wake(): void {
    if (this.#phase.kind === "waiting") this.#open();
    if (this.#phase.kind !== "online") return;
    // What was heard before the sleep proves nothing: the next beat wants a frame from after it.
    this.#phase.heardAt = Number.NEGATIVE_INFINITY;
    this.#ping(PROBE_MS);
  }

  /** [DL16] */
  #drain(retryAfterMs: number, socket: SocketLike): void {
    this.#enter({ kind: "draining", socket });
    this.#arm(retryAfterMs * (1 + this.#environment.random()), () => this.#open());
    this.#options.onState({ kind: "connecting" });
  }

  #closed(code: number): void {
    const { kind } = this.#phase;
    if (code === CLOSE.refused) this.#stop("refused");
    else if (code === CLOSE.tooOld) this.#stop("too-old");
    else if (kind === "draining") this.#phase = { kind: "waiting" };
    else if (code === CLOSE.goingAway && kind === "online") this.restart();
    else this.#lose(undefined, code === CLOSE.badFrames || code === CLOSE.busy);
  }

  /** `isOurFault`: nothing says that it would go better soon. */
  #lose(code?: number, isOurFault = false): void {
    const now = this.#environment.now();
    const retryAt = now + this.#backoffMs(isOurFault);
    this.#lostSince ??= now;
    this.#retry({ kind: "lost", since: this.#lostSince, retryAt }, retryAt - now, code);
  }

  #retry(state: ConnectionState, delayMs: number, code?: number): void {
    this.#enter({ kind: "waiting" }, code);
    this.#arm(delayMs, () => this.#open());
    this.#options.onState(state);
  }

  /** Full jitter: a thousand clients that lost one server come back spread out. */
  #backoffMs(isOurFault = false): number {
    const phase = this.#phase;
    if (phase.kind === "online" && this.#environment.now() - phase.since >= SETTLED_MS) this.#failures = 0;
    if (isOurFault) this.#failures = LONGEST_BACKOFF_AFTER;
    const longest = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** this.#failures);
    this.#failures += 1;
    return this.#environment.random() * longest;
  }

  #stop(because: Extract<ConnectionState, { kind: "stopped" }>["because"]): void {
    if (this.#phase.kind === "stopped") return;
    this.#enter({ kind: "stopped" });
    this.#stopListening();
    this.#options.onState({ kind: "stopped", because });
  }

  #enter(phase: Phase, code?: number): void {
    const old = this.#phase;
    this.#disarm();
    this.#phase = phase;
    const isKept = "socket" in old && "socket" in phase && old.socket === phase.socket;
    if ("socket" in old && !isKept) old.socket.close(code);
  }

  #arm(delayMs: number, run: () => void): void {
    this.#disarm();
    this.#disarm = this.#environment.after(delayMs, run);
  }
}

/** Trusted to be a frame, since our own server sent it; null when it is not even an object. */
function parse<In>(data: unknown): In | null {
  try {
    const frame = JSON.parse(String(data));
    return typeof frame === "object" ? frame : null;
  } catch {
    return null;
  }
}
