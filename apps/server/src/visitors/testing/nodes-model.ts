import type { VisitorId } from "@causerie/domain";
import type { Cart } from "@causerie/protocol";
import fc from "fast-check";
import type { PagePresence } from "../page-presence.ts";
import type { ChatOfVisitor } from "../presence.ts";
import { agentOn, pageNamed, rowsOf, type TestNode, type TestNodes } from "./nodes.ts";
import { ACCOUNT, type TestWatcher } from "./watched.ts";

const OPERATIONS = [
  "arrive",
  "leave",
  "show",
  "look",
  "idle",
  "panel",
  "cart",
  "chat",
  "tick",
  "pass",
] as const;
const FAULTS = ["cut", "heal", "kill"] as const;

export type Operation = {
  do: (typeof OPERATIONS)[number] | (typeof FAULTS)[number];
  who: number;
  at: number;
  n: number;
};

export function operations(withFaults: boolean): fc.Arbitrary<Operation[]> {
  const common = fc.constantFrom(...OPERATIONS, "arrive" as const, "show" as const);
  const what = withFaults
    ? fc.oneof({ weight: 6, arbitrary: common }, { weight: 1, arbitrary: fc.constantFrom(...FAULTS) })
    : common;
  const operation = fc.record({ do: what, who: fc.nat(3), at: fc.nat(5), n: fc.nat(4) });
  return fc.array(operation, { maxLength: 60, size: "max" });
}

type ModelPage = {
  who: string;
  node: TestNode;
  open: PagePresence;
  title: string;
  isIdle: boolean;
  isPanelOpen: boolean;
  lookedAt: number;
};

const CHAT = { status: "served", agents: ["Marie"], departmentId: null, queueNumber: null } as const;

/** The visitors of one site as one list of pages, and the same things done on several nodes. */
export class NodesModel {
  readonly agents = new Map<TestNode, TestWatcher>();
  readonly leftAt = new Map<string, number>();
  /** Of each visitor since the first time: nobody stays away for long enough to begin another visit. */
  readonly visits = new Map<string, { since: number; pages: number }>();
  #pages: ModelPage[] = [];
  readonly #chats = new Map<string, ChatOfVisitor>();
  readonly #carts = new Map<string, Cart>();
  readonly #wereAway = new Set<string>();
  readonly #nodes: TestNodes;
  #counter = 0;

  constructor(nodes: TestNodes) {
    this.#nodes = nodes;
    for (let count = 0; count < 3; count += 1) this.#start();
  }

  async perform({ do: what, who, at, n }: Operation): Promise<void> {
    this.#nodes.nowMs += 1;
    const node = this.#nodes.all[at % this.#nodes.all.length];
    const page = this.#pages[at % this.#pages.length];
    if (!node) return;
    if (what === "arrive") this.#arrive(node, `V${who}`);
    else if (what === "chat") this.#chat(`V${who}`, n);
    else if (what === "tick") await this.#nodes.tick();
    else if (what === "pass") await this.#nodes.pass([500, 1_000, 3_000, 6_000, 12_000][n] ?? 0);
    else if (what === "cut") this.#nodes.hub.cut(node.nodeId);
    else if (what === "heal") this.#nodes.heal(node);
    else if (what === "kill") this.#kill(node);
    else if (page) this.#onPage(what, page, n);
  }

  /** What every agent is to see in the end. */
  expected() {
    const byVisitor = Map.groupBy(this.#pages, ({ who }) => who);
    const rows = [...byVisitor].map(([name, pages]) => {
      const chat = this.#chats.get(name) ?? null;
      const shown = pages.reduce((last, page) => (page.lookedAt > last.lookedAt ? page : last));
      const isIdle = pages.every((page) => page.isIdle);
      return {
        name,
        title: shown.title,
        isIdle,
        hasClickedChat: chat === null && pages.some(({ isPanelOpen }) => isPanelOpen),
        chatId: chat?.chatId ?? null,
        status: chat ? "served" : isIdle ? "idle" : "browsing",
      };
    });
    return rows.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  seenBy(agent: TestWatcher) {
    const rows = rowsOf(agent).map(({ name, page, isIdle, hasClickedChat, chatId, status }) => {
      return { name, title: page.title, isIdle, hasClickedChat, chatId, status: status.kind };
    });
    return rows.sort((a, b) => ((a.name ?? "") < (b.name ?? "") ? -1 : 1));
  }

  /** undefined: they were away, and the page may not have said yet what is in the cart. */
  cartOf(name: string): Cart | null | undefined {
    return this.#wereAway.has(name) ? undefined : (this.#carts.get(name) ?? null);
  }

  #start(): void {
    const node = this.#nodes.start(`node-${this.#counter++}`);
    this.agents.set(node, agentOn(node));
  }

  #kill(node: TestNode): void {
    this.#nodes.kill(node);
    this.agents.delete(node);
    this.#pages = this.#pages.filter((page) => page.node !== node);
    this.#start();
  }

  #arrive(node: TestNode, who: string): void {
    const title = `page-${this.#counter++}`;
    const open = this.#nodes.arrive(node, who, pageNamed(title));
    const lookedAt = this.#nodes.nowMs;
    this.#pages.push({ who, node, open, title, isIdle: false, isPanelOpen: false, lookedAt });
    // As a session does that finds the open chat in the store.
    node.onSite.setChat(ACCOUNT, open.presence.visitorId, this.#chats.get(who) ?? null);
    const visit = this.visits.get(who) ?? { since: lookedAt, pages: 0 };
    this.visits.set(who, { ...visit, pages: visit.pages + 1 });
    this.leftAt.delete(who);
  }

  #chat(who: string, n: number): void {
    const chat = n > 1 ? { ...CHAT, agents: [...CHAT.agents], chatId: `c${this.#counter++}` } : null;
    if (chat) this.#chats.set(who, chat);
    else this.#chats.delete(who);
    // Chats are the store's affair: every node with a page of theirs learns of them, whatever the bus loses.
    for (const { onSite } of this.#nodes.all) onSite.setChat(ACCOUNT, `1.${who}` as VisitorId, chat);
    if (chat) this.#closePanels(who);
  }

  #closePanels(who: string): void {
    for (const page of this.#pages) if (page.who === who) page.isPanelOpen = false;
  }

  #onPage(what: Operation["do"], page: ModelPage, n: number): void {
    const { open, who } = page;
    switch (what) {
      case "leave":
        open.leave();
        this.#pages = this.#pages.filter((other) => other !== page);
        if (this.#pages.some((other) => other.who === who)) return;
        this.leftAt.set(who, this.#nodes.nowMs);
        this.#wereAway.add(who);
        return;
      case "show":
        page.title = `page-${this.#counter++}`;
        this.#countPage(who);
        open.showPage(pageNamed(page.title));
        page.lookedAt = this.#nodes.nowMs;
        return;
      case "look":
        open.look();
        page.lookedAt = this.#nodes.nowMs;
        return;
      case "idle":
        page.isIdle = n > 1;
        return open.setIdle(page.isIdle);
      case "panel":
        page.isPanelOpen = n > 1;
        return open.setPanel(page.isPanelOpen);
      case "cart":
        this.#carts.set(who, { items: n, total: n, currency: "EUR" });
        return open.setCart({ items: n, total: n, currency: "EUR" });
    }
  }

  #countPage(who: string): void {
    const visit = this.visits.get(who);
    if (visit) visit.pages += 1;
  }
}
