import { connectAgent } from "../agent.ts";
import type { AgentClient, VisitorClient } from "../types.ts";
import { connectVisitor } from "../visitor.ts";
import { SimulatedBrowser, type SimulatedTab } from "./simulated-browser.ts";
import { SimulatedClock } from "./simulated-clock.ts";
import { type Direction, SimulatedNetwork, type SimulatedWire } from "./simulated-network.ts";
import { agentRef, TinyServer } from "./tiny-server.ts";

/** `at` picks among what there is. */
export type Step =
  | { do: "visitor writes"; at: number }
  | { do: "visitor ends" }
  | { do: "agent writes"; at: number }
  | { do: "agent serves"; at: number }
  | { do: "agent leaves"; at: number }
  | { do: "agent ends"; at: number }
  | { do: "colleague serves" }
  | { do: "colleague writes" }
  | { do: "deliver"; at: number; to: Direction; count: number }
  | { do: "flush" }
  | { do: "cut"; at: number }
  | { do: "stall"; at: number; to: Direction }
  | { do: "reload"; at: number }
  | { do: "crash"; at: number }
  | { do: "hide"; at: number }
  | { do: "wake"; at: number }
  | { do: "older"; at: number }
  | { do: "wait"; ms: number };

type Page<Client> = { tab: SimulatedTab; client: Client; author: string };

const TABS = 2;
const page = { url: "https://shop.example/", title: "Shop" };

/** A visitor and an agent with two tabs each, a colleague, and a network that does as told. */
export class World {
  readonly clock = new SimulatedClock();
  readonly server = new TinyServer(() => this.clock.now());
  readonly network = new SimulatedNetwork(this.server.accept);
  readonly visitors: Page<VisitorClient>[];
  readonly agents: Page<AgentClient>[];
  /** Texts by the page that they were written in, in their order. */
  readonly written = new Map<string, string[]>();
  readonly #visitorBrowser: SimulatedBrowser;
  readonly #agentBrowser: SimulatedBrowser;
  #count = 0;
  readonly #steps: { [Name in Step["do"]]: (step: Extract<Step, { do: Name }>) => void } = {
    "visitor writes": ({ at }) => this.#visitorWrites(pick(this.visitors, at)),
    "visitor ends": () => this.visitors[0]?.client.endChat(),
    "agent writes": ({ at }) => this.#inOneOfMine(at, (page, chatId) => this.#agentWrites(page, chatId)),
    "agent serves": ({ at }) => pick(this.agents, at).client.serveNext(),
    "agent leaves": ({ at }) => this.#inOneOfMine(at, ({ client }, chatId) => client.leaveChat(chatId)),
    "agent ends": ({ at }) => this.#inOneOfMine(at, ({ client }, chatId) => client.endChat(chatId)),
    "colleague serves": () => this.#colleagueServes(),
    "colleague writes": () => this.#colleagueWrites(),
    deliver: ({ at, to, count }) => this.#onWire(at, (wire) => deliver(wire, to, count)),
    flush: () => this.network.flush(),
    cut: ({ at }) => this.#onWire(at, (wire) => wire.cut()),
    stall: ({ at, to }) => this.#onWire(at, (wire) => wire.stall(to)),
    reload: ({ at }) => this.#replace(at, ({ tab }) => tab.close()),
    crash: ({ at }) => this.#replace(at, ({ tab }) => tab.crash()),
    hide: ({ at }) => pick(this.#pages, at).tab.hide(),
    wake: ({ at }) => pick(this.#pages, at).tab.wake(),
    older: ({ at }) => this.#older(pick(this.#pages, at)),
    wait: ({ ms }) => this.clock.advance(ms),
  };

  constructor(random: () => number) {
    const { clock, network } = this;
    this.#visitorBrowser = new SimulatedBrowser({ name: "visitor", clock, network, random });
    this.#agentBrowser = new SimulatedBrowser({ name: "agent", clock, network, random });
    this.visitors = Array.from({ length: TABS }, () => this.#openVisitor());
    this.agents = Array.from({ length: TABS }, () => this.#openAgent());
  }

  take(step: Step): void {
    // The registry pairs each step with its function; TypeScript cannot see that across the union.
    const run = this.#steps[step.do] as (step: Step) => void;
    run(step);
  }

  /** The network does its best again, for as long as anything may need. */
  calm(): void {
    for (const { tab } of this.#pages) tab.wake();
    for (let round = 0; round < 40; round += 1) {
      this.clock.advance(3_000);
      this.network.flush();
    }
  }

  loadAllOlder(): void {
    for (let round = 0; round < 30; round += 1) {
      for (const each of this.#pages) this.#older(each);
      this.network.flush();
    }
  }

  get #pages(): Page<VisitorClient | AgentClient>[] {
    return [...this.visitors, ...this.agents];
  }

  #openVisitor(): Page<VisitorClient> {
    const tab = this.#visitorBrowser.openTab();
    const { environment } = tab;
    const options = { url: "wss://x/visitor", key: "k", page, referrer: "", language: "en", environment };
    return { tab, client: connectVisitor(options), author: `visitor page ${++this.#count}` };
  }

  #openAgent(): Page<AgentClient> {
    const tab = this.#agentBrowser.openTab();
    const { environment } = tab;
    const client = connectAgent({ url: "wss://x/agent/7", account: 1, environment });
    return { tab, client, author: `agent page ${++this.#count}` };
  }

  #write(author: string): string {
    const text = `${author}: ${++this.#count}`;
    this.written.set(author, [...(this.written.get(author) ?? []), text]);
    return text;
  }

  #visitorWrites({ client, author }: Page<VisitorClient>): void {
    client.send(this.#write(author));
  }

  #agentWrites({ client, author }: Page<AgentClient>, chatId: string): void {
    client.send(chatId, this.#write(author));
  }

  #inOneOfMine(at: number, run: (page: Page<AgentClient>, chatId: string) => void): void {
    const agent = pick(this.agents, at);
    const mine = [...agent.client.state.chats.values()].filter((chat) => chat.mine);
    if (mine.length > 0) run(agent, pick(mine, at).chatId);
  }

  #colleagueServes(): void {
    this.server.execute(this.server.nextInQueue(), { type: "ServeChat", agent: agentRef(9) });
  }

  #colleagueWrites(): void {
    const from = { kind: "agent", ...agentRef(9) } as const;
    const messageId = `colleague-${++this.#count}`;
    for (const chat of this.server.chats.values()) {
      this.server.execute(chat, { type: "SendMessage", from, messageId, text: messageId });
    }
  }

  #replace(at: number, leave: (page: Page<unknown>) => void): void {
    const index = at % TABS;
    leave(pick(this.#pages, at));
    if (at % (2 * TABS) < TABS) this.visitors[index] = this.#openVisitor();
    else this.agents[index] = this.#openAgent();
  }

  #older({ client }: Page<VisitorClient | AgentClient>): void {
    if ("startChat" in client) for (const chatId of client.state.chats.keys()) client.loadOlder(chatId);
    else client.loadOlder();
  }

  #onWire(at: number, run: (wire: SimulatedWire) => void): void {
    if (this.network.wires.length > 0) run(pick(this.network.wires, at));
  }
}

function deliver(wire: SimulatedWire, to: Direction, count: number): void {
  for (let delivered = 0; delivered < count; delivered += 1) wire.deliver(to);
}

function pick<Item>(items: readonly Item[], at: number): Item {
  // `at` is not negative, and the callers have something to pick from.
  return items[at % items.length] as Item;
}
