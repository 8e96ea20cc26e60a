import { connectAgent } from "@causerie/client/agent";
import {
  SimulatedBrowser,
  SimulatedClock,
  SimulatedNetwork,
  type SimulatedTab,
} from "@causerie/client/testing";
import { connectVisitor } from "@causerie/client/visitor";
import { PING_INTERVAL_MS } from "@causerie/protocol";
import type { Hub } from "../../platform/bus/in-process.ts";
import { Sweep } from "../sweep.ts";
import { CALLER, type TestAccount, type TestNode } from "./node.ts";

export type VisitorTab = {
  kind: "visitor";
  who: number;
  tab: SimulatedTab;
  client: ReturnType<typeof connectVisitor>;
};
export type AgentTab = {
  kind: "agent";
  who: number;
  tab: SimulatedTab;
  client: ReturnType<typeof connectAgent>;
};
export type AnyTab = VisitorTab | AgentTab;

/** The number of the visitor or agent follows. */
const SOCKETS = "ws://server.test/ws/";
const PAGE = { url: "https://shop.example/", title: "Shop" };

/** Real clients, the real server, and between them wires that the test delivers, cuts and stalls. */
export class Crowd {
  readonly clock: SimulatedClock;
  readonly network: SimulatedNetwork;
  readonly tabs: AnyTab[] = [];
  /** Every text that somebody sent, by the tab that did and the lane of its outbox [DL13]. */
  readonly sent: { tab: AnyTab; lane: string; texts: string[] }[] = [];
  readonly #nodes: readonly TestNode[];
  readonly #hub: Hub | undefined;
  readonly #account: TestAccount;
  readonly #visitors: SimulatedBrowser[];
  readonly #agents: SimulatedBrowser[];
  #texts = 0;

  /** Each connection goes to the next of the nodes. */
  constructor(nodes: readonly [TestNode, ...TestNode[]], account: TestAccount, visitors: number, hub?: Hub) {
    this.#nodes = nodes;
    this.#hub = hub;
    this.#account = account;
    this.clock = new SimulatedClock(nodes[0].now.ms);
    let connections = 0;
    this.network = new SimulatedNetwork((link, url) => {
      const [, kind, who] = /\/ws\/(\w+)\?(\d+)$/.exec(url) ?? [];
      const agent = account.agents[Number(who)];
      const node = nodes[connections++ % nodes.length] ?? nodes[0];
      if (kind === "visitor" || !agent) return node.visitorSession(link, CALLER);
      return node.agentSession(link, agent, null);
    });
    const browser = (name: string) =>
      new SimulatedBrowser({ name, clock: this.clock, network: this.network });
    this.#visitors = Array.from({ length: visitors }, (_, who) => browser(`v${who}-${account.accountId}`));
    this.#agents = account.agents.map((_, who) => browser(`a${who}`));
  }

  openVisitor(who: number): void {
    const tab = this.#visitors[who]?.openTab();
    if (!tab) return;
    const { key } = this.#account;
    const options = { url: `${SOCKETS}visitor?${who}`, key, page: PAGE, referrer: "", language: "en" };
    this.tabs.push({
      kind: "visitor",
      who,
      tab,
      client: connectVisitor({ ...options, environment: tab.environment }),
    });
  }

  openAgent(who: number): void {
    const tab = this.#agents[who]?.openTab();
    if (!tab) return;
    const client = connectAgent({
      url: `${SOCKETS}agent?${who}`,
      account: this.#account.key,
      environment: tab.environment,
    });
    this.tabs.push({ kind: "agent", who, tab, client });
  }

  closeTab(tab: AnyTab, isCrash: boolean): void {
    if (isCrash) tab.tab.crash();
    else {
      tab.client.close();
      tab.tab.close();
    }
    this.tabs.splice(this.tabs.indexOf(tab), 1);
  }

  /** A text like no other, remembered as this tab's. */
  nextText(tab: AnyTab, lane: string): string {
    this.#texts += 1;
    const text = `text ${this.#texts}`;
    const known = this.sent.find((one) => one.tab === tab && one.lane === lane);
    if (known) known.texts.push(text);
    else this.sent.push({ tab, lane, texts: [text] });
    return text;
  }

  /** Time passes for browsers and server alike; whoever is connected is known to be. */
  async pass(ms: number): Promise<void> {
    this.clock.advance(ms);
    for (const node of this.#nodes) {
      node.now.ms = this.clock.now();
      await node.context.leases.renew();
    }
    for (const { context } of this.#nodes)
      await new Sweep({ ...context, settingsOf: context.accounts.settingsOf }).run();
  }

  /** From now on one of the nodes hears nothing from the others, nor they from it. */
  loseNews(at: number): void {
    this.#hub?.cut(this.#nodes[at % this.#nodes.length]?.context.nodeId ?? "");
  }

  hearNews(): void {
    for (const { context } of this.#nodes) this.#hub?.heal(context.nodeId);
  }

  /** Long enough for a browser to notice that its wire is stalled: three silent intervals, at the next beat [DL11]. */
  async findSilence(): Promise<void> {
    for (let second = 0; second < 4 * (PING_INTERVAL_MS / 1000); second += 1) {
      this.clock.advance(1000);
      await this.answerAll();
    }
    // As the nodes' clocks do.
    for (const { context } of this.#nodes) await context.agentHub.followOtherNodes();
  }

  /** Until everybody is connected and nobody has anything to say. */
  async settle(): Promise<void> {
    for (let round = 0; round < 500; round += 1) {
      await this.answerAll();
      if (this.#isAtRest()) return;
      // Backoff, and the outboxes' own intervals.
      this.clock.advance(1000);
    }
    throw new Error(`the crowd does not come to rest: ${this.#describe()}`);
  }

  /** Everything that waits is delivered and answered, and so is what comes of it. */
  async answerAll(): Promise<void> {
    // What a tick gathers, for dashboards or other nodes, goes after it.
    for (let still = 0; still < 3; still += 1) {
      for (const { context } of this.#nodes) await context.work.finished();
      if (this.network.flush() > 0) still = 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #isAtRest(): boolean {
    return this.tabs.every(
      ({ client }) => client.state.connection.kind === "online" && pendingOf(client.state) === 0,
    );
  }

  #describe(): string {
    return JSON.stringify(
      this.tabs.map(({ kind, who, client }) => ({
        kind,
        who,
        connection: client.state.connection.kind,
        pending: pendingOf(client.state),
        chats: chatsOf(client.state).map(({ chatId, upTo }) => [chatId, upTo]),
      })),
    );
  }
}

type State = AnyTab["client"]["state"];

export function chatsOf(state: State) {
  if ("chats" in state) return [...state.chats.values()];
  return state.chat ? [state.chat] : [];
}

/** Messages on their way; those that were refused wait for a person. */
function pendingOf(state: State): number {
  const lines =
    "chats" in state
      ? [...[...state.chats.values()].flatMap((chat) => chat.pending), ...[...state.starting.values()].flat()]
      : state.pending;
  return lines.filter((line) => line.state.kind === "sending").length;
}
