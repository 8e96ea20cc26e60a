import { setImmediate as turn } from "node:timers/promises";
import type { AccountId, VisitorId } from "@causerie/domain";
import type { Page, VisitorRow } from "@causerie/protocol";
import { inProcessHub } from "../../platform/bus/in-process.ts";
import { AcrossNodes } from "../across-nodes.ts";
import { OnSite } from "../on-site.ts";
import type { PagePresence } from "../page-presence.ts";
import type { VisitRecord } from "../store.ts";
import { TICK_MS, Windows } from "../windows.ts";
import { ACCOUNT, ALL, fold, type TestWatcher, watch } from "./watched.ts";

const DEVICE = { browser: "Chrome 130", system: "Linux", phone: false };

/** The visitors' side of one node, its agents' included. */
export type TestNode = {
  nodeId: string;
  onSite: OnSite;
  windows: Windows;
  acrossNodes: AcrossNodes;
  bus: ReturnType<ReturnType<typeof inProcessHub>["join"]>;
};

/** Several nodes on one bus, with one clock, and what they would have stored. */
export class TestNodes {
  nowMs = Date.UTC(2026, 0, 1);
  readonly all: TestNode[] = [];
  readonly hub = inProcessHub();
  readonly stored = new Map<string, VisitRecord>();
  readonly #killed: string[] = [];
  #later: { dueMs: number; run: () => void }[] = [];

  start(nodeId = `node-${this.all.length}`): TestNode {
    const onSite = new OnSite(() => this.nowMs, { placeOf: async () => ({ kind: "local" }) });
    const windows = new Windows(onSite);
    const bus = this.hub.join(nodeId);
    const later = (run: () => void, ms: number) => void this.#later.push({ dueMs: this.nowMs + ms, run });
    const node = {
      nodeId,
      onSite,
      windows,
      bus,
      acrossNodes: new AcrossNodes({ bus, onSite, windows, later }),
    };
    this.all.push(node);
    return node;
  }

  /** It hears and is heard again, and notices who was silent meanwhile. */
  heal({ nodeId }: TestNode): void {
    this.hub.heal(nodeId);
    for (const killed of this.#killed) {
      this.hub.heal(killed);
      this.hub.cut(killed);
    }
  }

  /** It is killed: it says nothing more, and those who hear notice. */
  kill(node: TestNode): void {
    this.hub.cut(node.nodeId);
    this.#killed.push(node.nodeId);
    this.all.splice(this.all.indexOf(node), 1);
  }

  arrive(
    node: TestNode,
    name: string,
    page: Page = pageNamed("home"),
    account: AccountId = ACCOUNT,
  ): PagePresence {
    const visitorId = `1.${name}` as VisitorId;
    const visits = [...this.stored.values()].filter((visit) => visit.visitorId === visitorId);
    const [last] = visits.sort((a, b) => b.lastSeenAt - a.lastSeenAt);
    const visitor = {
      visitorId,
      number: 10_000_000,
      name,
      email: null,
      phone: null,
      claimed: {},
      visits: visits.length,
      chats: 0,
      lastSeenAt: last?.lastSeenAt ?? 0,
      visit: last ?? null,
    };
    const first = { page, referrer: null, device: DEVICE, language: "en" };
    return node.onSite.arrive(account, visitor, first, "127.0.0.1");
  }

  /** One tick of every node, and all that follows from it. */
  async tick(): Promise<void> {
    this.nowMs += TICK_MS;
    for (const { windows, acrossNodes } of this.all) {
      windows.tick();
      acrossNodes.tick();
    }
    await this.deliver();
  }

  /** Nothing is under way on the bus any more. */
  async deliver(): Promise<void> {
    for (let round = 0; round < 4; round += 1) {
      await turn();
      const due = this.#later.filter(({ dueMs }) => dueMs <= this.nowMs);
      this.#later = this.#later.filter(({ dueMs }) => dueMs > this.nowMs);
      for (const { run } of due) run();
    }
    await turn();
  }

  /** As the clocks of the nodes do it, about every second. */
  sweep(): void {
    for (const { onSite } of this.all) {
      onSite.sweep();
      for (const visit of onSite.takeUnsaved()) this.#store(visit);
      for (const visitId of onSite.takeGivenUp()) this.stored.delete(visitId);
    }
  }

  async pass(ms: number): Promise<void> {
    for (const until = this.nowMs + ms; this.nowMs < until; ) {
      await this.tick();
      this.sweep();
    }
    await this.tick();
    await this.tick();
  }

  #store(visit: VisitRecord): void {
    const known = this.stored.get(visit.visitId);
    const pages = Math.max(visit.pages, known?.pages ?? 0);
    const lastSeenAt = Math.max(visit.lastSeenAt, known?.lastSeenAt ?? 0);
    this.stored.set(visit.visitId, { ...visit, pages, lastSeenAt });
  }
}

export function pageNamed(name: string): Page {
  return { url: `https://shop.example/${name}`, title: name };
}

/** An agent's list on this node, by name, with those who left at its end. */
export function agentOn(node: TestNode): TestWatcher {
  return watch(node.windows, { ...ALL, groupBy: "activity", withOffline: true });
}

/** What an agent sees of those who are there. */
export function rowsOf({ frames }: TestWatcher): VisitorRow[] {
  return fold(frames).shown.flatMap((line) =>
    "visitorId" in line && line.status.kind !== "offline" ? line : [],
  );
}

export function rowOf(watcher: TestWatcher, name: string): VisitorRow | undefined {
  const rows = rowsOf(watcher).filter((row) => row.name === name);
  if (rows.length > 1) throw new Error(`${name} counts twice`);
  return rows[0];
}

export function leftOf({ frames }: TestWatcher): string[] {
  return fold(frames).shown.flatMap((line) =>
    "visitorId" in line && line.status.kind === "offline" ? (line.name ?? "") : [],
  );
}
