import type { VisitorWindow } from "@causerie/protocol";
import { Crowd } from "./crowd.ts";
import { begin, everyNth, serve } from "./gather.ts";
import { inParallel, OPENING_AT_ONCE } from "./in-parallel.ts";
import { keepAlive } from "./keep-alive.ts";
import { delaysOf, doEvenly } from "./measure.ts";
import { sendMessage, sendReply } from "./message.ts";
import type { Browsed, Browsing, Order, Target } from "./orders.ts";
import { agentComes, type Fail, type Person, visitorComes } from "./person.ts";

type Opening = Extract<Order, { kind: "open-site" }>;
type Chat = { chatId: string; visitor: Person; agent: Person };

/** What agents look at: the list as it opens, and as some have it. */
const WINDOWS: readonly VisitorWindow[] = [
  { search: "", sort: { column: "onSite", descending: true }, groupBy: "activity", offset: 0, limit: 50 },
  { search: "", sort: { column: "page", descending: false }, groupBy: "pageUrl", offset: 0, limit: 50 },
  { search: "", sort: { column: "visits", descending: true }, offset: 0, limit: 50 },
];
const PAGES = 50;

/** Visitors who go from page to page, some of them in chats, and agents who serve those and watch all. */
export class BusySite {
  readonly #visitors: Person[] = [];
  readonly #agents: Person[] = [];
  #toAgents = new Crowd({ sends: [] });
  #toVisitors = new Crowd({ sends: [] });

  constructor() {
    keepAlive(this.#visitors);
    keepAlive(this.#agents);
  }

  async open({ nodes, visitors, chats, agents }: Opening, fail: Fail): Promise<void> {
    for (const [index, cookie] of agents.entries())
      this.#agents.push(
        await agentComes(nodeAt(nodes, Math.floor((index * nodes.length) / agents.length)), cookie, fail),
      );
    const chatIds: string[] = [];
    await inParallel(visitors, OPENING_AT_ONCE, async (index) => {
      const visitor = await visitorComes(nodeAt(nodes, index % nodes.length), fail);
      this.#visitors[index] = visitor;
      if (index < chats) chatIds[index] = await begin(visitor, index);
    });
    await Promise.all(
      this.#agents.map((agent, index) => serve(agent, everyNth(chatIds, agents.length, index))),
    );
    this.#keepBooks(chatIds);
    this.watch(agents.length);
  }

  /** So many of the agents watch the visitor list, the others stop. */
  watch(watchers: number): void {
    for (const [index, agent] of this.#agents.entries())
      watch(agent, index < watchers ? windowOf(index) : null);
  }

  async browse({ warmUpSeconds, seconds, secondsAPage, secondsAMessage }: Browsing): Promise<Browsed> {
    const load = process.cpuUsage();
    const startMs = performance.now();
    const pagesPerSecond = this.#visitors.length / secondsAPage;
    const pages = Math.round((warmUpSeconds + seconds) * pagesPerSecond);
    const pace = { warmUpSeconds, seconds, perSecond: this.#toAgents.size / secondsAMessage };
    const [toAgents, toVisitors] = await Promise.all([
      delaysOf(this.#toAgents, pace),
      // Who talk with each other take turns; they do not write in the same millisecond.
      delaysOf(this.#toVisitors, { ...pace, firstChat: Math.floor(this.#toVisitors.size / 2) }),
      doEvenly({ perSecond: pagesPerSecond, count: pages }, (turn) => this.#nextPage(turn)),
    ]);
    const { user, system } = process.cpuUsage(load);
    return {
      toAgents,
      toVisitors,
      pages,
      seconds: (performance.now() - startMs) / 1000,
      loadCpu: (user + system) / 1e6,
    };
  }

  #keepBooks(chatIds: readonly string[]): void {
    const chats = chatIds.map((chatId, index) => this.#chat(chatId, index));
    this.#toAgents = new Crowd({
      sends: chats.map(
        ({ visitor }) =>
          (id) =>
            visitor.socket.send(sendMessage(id)),
      ),
    });
    this.#toVisitors = new Crowd({
      sends: chats.map(
        ({ agent, chatId }) =>
          (id) =>
            agent.socket.send(sendReply(id, chatId)),
      ),
      writer: "agent",
    });
    for (const visitor of this.#visitors) visitor.onFrame = listen(this.#toAgents, this.#toVisitors);
    for (const agent of this.#agents) agent.onFrame = listen(this.#toVisitors, this.#toAgents);
  }

  #chat(chatId: string, index: number): Chat {
    const visitor = this.#visitors[index];
    const agent = this.#agents[index % this.#agents.length];
    if (!visitor || !agent) throw new Error(`chat ${index} has no visitor or no agent`);
    return { chatId, visitor, agent };
  }

  #nextPage(turn: number): void {
    const visitor = this.#visitors[turn % this.#visitors.length];
    const round = Math.floor(turn / this.#visitors.length) + 1;
    const page = (turn + round) % PAGES;
    visitor?.socket.send(
      `{"t":"page","page":{"url":"http://shop.example/page/${page}","title":"Page ${page}"}}`,
    );
  }
}

function listen(written: Crowd, read: Crowd): (frame: string) => void {
  return (frame) => {
    written.writerHeard(frame);
    read.readerHeard(frame);
  };
}

function windowOf(agent: number): VisitorWindow | null {
  return WINDOWS[agent % WINDOWS.length] ?? null;
}

function watch(agent: Person, window: VisitorWindow | null): void {
  agent.socket.send(JSON.stringify({ t: "watch", id: 1, window }));
}

function nodeAt(nodes: readonly Target[], index: number): Target {
  const node = nodes[index];
  if (!node) throw new Error("a site needs a node");
  return node;
}
