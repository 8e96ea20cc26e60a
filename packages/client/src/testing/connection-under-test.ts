import type { VisitorFrame, VisitorServerFrame } from "@causerie/protocol";
import { Connection } from "../connection.ts";
import type { ConnectionState } from "../types.ts";
import { ScriptedServer } from "./scripted-server.ts";
import { SimulatedBrowser, type SimulatedTab } from "./simulated-browser.ts";
import { SimulatedClock } from "./simulated-clock.ts";
import { SimulatedNetwork } from "./simulated-network.ts";

export const PING_MS = 15_000;
export const welcome = { t: "welcome", pingMs: PING_MS };

/** A connection that has begun, with all that it can be put through and all that it said. */
export class ConnectionUnderTest {
  readonly clock = new SimulatedClock();
  readonly server = new ScriptedServer();
  readonly network = new SimulatedNetwork(this.server.accept);
  readonly states: ConnectionState[] = [];
  readonly frames: string[] = [];
  readonly tab: SimulatedTab;
  readonly connection: Connection<VisitorFrame, VisitorServerFrame>;
  random = 0.5;

  constructor() {
    const { clock, network } = this;
    this.tab = new SimulatedBrowser({ name: "visitor", clock, network, random: () => this.random }).openTab();
    this.connection = new Connection({
      url: "wss://example.org/visitor",
      environment: this.tab.environment,
      hello: () => ({ t: "look" }),
      onFrame: ({ t }) => this.frames.push(t),
      onState: (state) => this.states.push(state),
    });
    this.connection.start();
  }

  get state(): ConnectionState | undefined {
    return this.states.at(-1);
  }

  goOnline(): void {
    this.network.flush();
    this.hear(welcome);
  }

  hear(frame: { t: string; [field: string]: unknown }): void {
    this.server.connection.send(frame);
    this.network.flush();
  }

  closeByServer(code: number): void {
    this.server.connection.close(code);
    this.network.flush();
  }

  /** Fails all but the last of so many attempts, and gives how long each wait was. */
  waits(times: number): number[] {
    this.network.isUp = false;
    const lengths: number[] = [];
    for (let attempt = 0; attempt < times; attempt += 1) {
      this.network.flush();
      if (this.state?.kind !== "lost") throw new Error(`not lost: ${this.state?.kind}`);
      const { retryAt } = this.state;
      lengths.push(retryAt - this.clock.now());
      this.network.isUp = attempt === times - 1;
      this.clock.advance(retryAt - this.clock.now());
    }
    return lengths;
  }
}
