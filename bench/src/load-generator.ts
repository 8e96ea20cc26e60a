import type { ChildProcess } from "node:child_process";
import type { Answer, Browsed, Browsing, Latency, Order, Spent, Target, Throughput } from "./load/orders.ts";
import { nextMessage, startProgram, stopProcess } from "./processes.ts";

/** The bench's end of a load generator. */
export class LoadGenerator {
  readonly #name: string;
  readonly #child: ChildProcess;

  constructor(name: string) {
    this.#name = name;
    this.#child = startProgram(new URL("./load.ts", import.meta.url));
  }

  async connect(target: Target): Promise<void> {
    await this.#ask("connected", { kind: "connect", target });
  }

  async arrive(order: { target: Target; visitors: number; settleSeconds: number }): Promise<Spent> {
    return (await this.#ask("arrived", { kind: "arrive", ...order })).result;
  }

  async comeBack(target: Target): Promise<readonly number[]> {
    return (await this.#ask("back", { kind: "come-back", target })).result;
  }

  async openSite(order: Omit<Extract<Order, { kind: "open-site" }>, "kind">): Promise<void> {
    await this.#ask("site-opened", { kind: "open-site", ...order });
  }

  async watch(watchers: number): Promise<void> {
    await this.#ask("watching", { kind: "watch", watchers });
  }

  async browse(order: Browsing): Promise<Browsed> {
    return (await this.#ask("browsed", { kind: "browse", ...order })).result;
  }

  async throughput(order: { warmUpSeconds: number; seconds: number; chats?: number }): Promise<Throughput> {
    return (await this.#ask("throughput", { kind: "throughput", ...order })).result;
  }

  async latency(order: { warmUpSeconds: number; seconds: number; perSecond: number }): Promise<Latency> {
    return (await this.#ask("latency", { kind: "latency", ...order })).result;
  }

  stop(): Promise<void> {
    return stopProcess(this.#child, 2000);
  }

  async #ask<Kind extends Answer["kind"]>(
    kind: Kind,
    order: Order,
  ): Promise<Extract<Answer, { kind: Kind }>> {
    const answer = nextMessage<Answer>(this.#child, `the load generator of ${this.#name}`);
    this.#child.send(order);
    const given = await answer;
    if (given.kind === "failed") throw new Error(`${this.#name}: ${given.message}`);
    if (given.kind !== kind) throw new Error(`${this.#name}: got ${given.kind}, expected ${kind}`);
    // The kind was just compared.
    return given as Extract<Answer, { kind: Kind }>;
  }
}
