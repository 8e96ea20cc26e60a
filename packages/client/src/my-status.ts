import type { AgentFrame, AgentServerFrame, AgentStatus, IdleTimeout, Me } from "@causerie/protocol";
import type { Store } from "./store.ts";
import type { AgentClientState } from "./types.ts";

type StatusFrame = Extract<AgentServerFrame, { t: "status" }>;

/** The agent's own status, shown at once and said again after a lost connection [ST1] [ST7]. */
export class MyStatus {
  readonly #store: Store<AgentClientState>;
  readonly #send: (frame: AgentFrame) => void;
  /** What I chose, until the server says so too. */
  #wished: AgentStatus | null = null;
  #isIdle = false;

  constructor(store: Store<AgentClientState>, send: (frame: AgentFrame) => void) {
    this.#store = store;
    this.#send = send;
  }

  choose(status: AgentStatus): void {
    this.#wished = status;
    this.show({ status });
    this.#store.update({ wasIdle: false });
    this.#send({ t: "status", status });
  }

  changed({ status, becauseIdle }: StatusFrame): void {
    this.#wished = null;
    this.show({ status });
    this.#store.update({ wasIdle: becauseIdle });
  }

  setIdle(idle: boolean): void {
    this.#isIdle = idle;
    this.#send({ t: "idle", idle });
  }

  setIdleTimeout(idleTimeout: IdleTimeout | null): void {
    this.show({ idleTimeout });
    this.#send({ t: "idle-timeout", idleTimeout });
  }

  show(change: Partial<Me>): void {
    const { me } = this.#store.state;
    if (me) this.#store.update({ me: { ...me, ...change } });
  }

  /** What the server does not know, or does not keep from one connection to the next. */
  sayAgain(me: Me): void {
    if (this.#wished !== null && this.#wished !== me.status) this.choose(this.#wished);
    else this.#wished = null;
    if (this.#isIdle) this.setIdle(true);
  }
}
