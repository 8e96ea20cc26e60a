import { NODE_QUIET_MS, NODE_SILENT_MS, type NodeId } from "./bus.ts";

type Peer = { counter: number; heardAtMs: number };

/** `repeated`: known already. `gap`: something before it was missed. */
export type Heard = "next" | "gap" | "repeated";

/** The other nodes, as far as they are heard of; `nowMs` of a clock that nobody sets. */
export class Peers {
  readonly #peers = new Map<NodeId, Peer>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  isKnown(nodeId: NodeId): boolean {
    return this.#peers.has(nodeId);
  }

  /** `counter`: of what that node sends, from 1 on. One that was not known began before we heard of it. */
  heard(nodeId: NodeId, counter: number): Heard {
    const before = this.#peers.get(nodeId)?.counter ?? 0;
    if (counter <= before) return "repeated";
    this.#peers.set(nodeId, { counter, heardAtMs: this.#nowMs() });
    return counter === before + 1 ? "next" : "gap";
  }

  /** False: it was not known. */
  saidGoodbye(nodeId: NodeId): boolean {
    return this.#peers.delete(nodeId);
  }

  /** Those that are silent for too long, and are known no more. */
  takeSilent(): NodeId[] {
    const since = this.#nowMs() - NODE_SILENT_MS;
    const silent = [...this.#peers].filter(([, { heardAtMs }]) => heardAtMs <= since).map(([id]) => id);
    for (const nodeId of silent) this.#peers.delete(nodeId);
    return silent;
  }

  /** Nobody could be heard for a while: the silence was ours. */
  waitAnew(): void {
    for (const peer of this.#peers.values()) peer.heardAtMs = this.#nowMs();
  }

  heardOf(): Set<NodeId> {
    const since = this.#nowMs() - NODE_QUIET_MS;
    return new Set([...this.#peers].filter(([, { heardAtMs }]) => heardAtMs > since).map(([id]) => id));
  }
}
