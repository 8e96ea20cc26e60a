import { setTimeout as wait } from "node:timers/promises";
import { memoryStorage } from "@causerie/client/testing";
import type { Journal } from "./journal.ts";
import { Line, type Way } from "./line.ts";
import type { Random } from "./random.ts";
import { Tab } from "./tab.ts";

/** What chaos needs of either client. */
type Client = {
  readonly state: { readonly connection: { kind: string } };
  close(): void;
};

export type OpenTab<C> = { tab: Tab; client: C };

/** What people do with their tabs and their network, whoever they are. */
export type Move = "reload" | "crash" | "second" | "closeOne" | "walk" | "away";

export type PersonOptions = { name: string; random: Random; journal: Journal; nodePort: () => number };

/** Somebody with a browser, whose tabs share one storage, and with a network of their own. */
export abstract class Person<C extends Client> {
  readonly name: string;
  readonly line: Line;
  tabs: OpenTab<C>[] = [];
  /** The network is whole and stays so, and the person does nothing but talk. */
  isCalm = false;
  /** What the browser keeps from tab to tab. */
  readonly kept = new Map<string, string>();
  protected readonly random: Random;
  protected readonly journal: Journal;
  #tabsOpened = 0;

  constructor(line: Line, { name, random, journal }: PersonOptions) {
    this.line = line;
    this.name = name;
    this.random = random;
    this.journal = journal;
  }

  static lineOf({ random, nodePort }: PersonOptions): Promise<Line> {
    return Line.open(nodePort, () => random.next());
  }

  protected abstract connect(tab: Tab): C;
  /** Between two operations. */
  protected abstract readonly pauseMs: { least: number; most: number };
  /** One operation, whichever chance chooses. */
  protected abstract act(): void;

  protected headers(): Record<string, string> {
    return {};
  }

  get isHere(): boolean {
    return this.tabs.length > 0;
  }

  openTab(): OpenTab<C> {
    this.#tabsOpened += 1;
    const tab = new Tab(`${this.name}.${this.#tabsOpened}`, this.journal, this.headers());
    const opened = { tab, client: this.connect(tab) };
    this.tabs = [...this.tabs, opened];
    return opened;
  }

  storage() {
    return memoryStorage(this.kept);
  }

  /** `isCrash`: the page has no time to say anything, to the server or to its storage. */
  closeTab(closed: OpenTab<C>, isCrash = false): void {
    this.tabs = this.tabs.filter((tab) => tab !== closed);
    if (!isCrash) {
      closed.tab.hide();
      closed.client.close();
    }
    closed.tab.vanish();
  }

  get isOnline(): boolean {
    return this.tabs.every(({ client }) => client.state.connection.kind === "online");
  }

  leave(): void {
    for (const tab of this.tabs) this.closeTab(tab);
  }

  close(): void {
    this.leave();
    this.line.close();
  }

  /** Until `isOver`. */
  async live(isOver: () => boolean): Promise<void> {
    await wait(this.random.whole(0, 1_000));
    while (!isOver()) {
      if (this.isHere) this.act();
      else if (!this.isCalm && this.random.chance(0.15)) this.#comeBack();
      await wait(this.random.whole(this.pauseMs.least, this.pauseMs.most));
    }
  }

  protected operated(kind: string, chatId: string | null = null): void {
    this.journal.operated(this.name, kind, chatId);
  }

  protected tab(): OpenTab<C> {
    const tab = this.random.pick(this.tabs);
    if (!tab) throw new Error("nobody is here");
    return tab;
  }

  /** A text that nobody else writes; its author is this tab, or this tab as what is in an order of its own. */
  protected text({ tab }: OpenTab<C>, inOrderOf: string | null = null): string {
    tab.written += 1;
    const text = `${tab.label} writes ${tab.written}`;
    const author = inOrderOf === null ? tab.label : `${tab.label} ${inOrderOf}`;
    this.journal.said.push({ text, author, person: this.name, n: tab.written });
    return text;
  }

  protected move(move: Move): void {
    switch (move) {
      case "reload":
      case "crash":
        return this.#reload(move === "crash");
      case "second":
        return this.#secondTab();
      case "closeOne":
        return this.#closeOneTab();
      case "walk":
        return this.#walk();
      case "away":
        return this.#goAway();
      default:
        return move satisfies never;
    }
  }

  #reload(isCrash: boolean): void {
    this.operated(isCrash ? "crash of a tab" : "reload of a tab");
    this.closeTab(this.tab(), isCrash);
    this.openTab();
  }

  #secondTab(): void {
    if (this.tabs.length > 1) return;
    this.operated("second tab");
    this.openTab();
  }

  #closeOneTab(): void {
    if (this.tabs.length < 2) return;
    this.operated("close of a tab");
    this.closeTab(this.tab());
  }

  /** The next connection goes to whichever node the balancer names. */
  #walk(): void {
    this.operated("walk to another node");
    this.line.drop();
  }

  #goAway(): void {
    this.operated("go away: last tab");
    this.leave();
  }

  #comeBack(): void {
    this.operated("come back: new tab");
    this.openTab();
  }

  /** One fault of the network, until the next `heal`. */
  suffer(random: Random): void {
    const kind = random.choose({ delay: 3, cut: 3, "half-open": 4, overlap: 4 });
    this.journal.faulted(this.name, kind);
    if (kind === "delay") this.line.delay(random.whole(20, 400));
    if (kind === "cut") this.line.cut();
    if (kind === "half-open") this.line.swallow(random.pick<Way>(["up", "down"]) ?? "up");
    if (kind === "overlap") {
      // What is under way when the client gives its connection up arrives beside the new one.
      this.line.delay(random.whole(100, 1_500));
      this.line.leaveBehind(random.whole(1_000, 8_000));
    }
  }

  heal(): void {
    this.line.heal();
    this.journal.healed(this.name);
    for (const { tab } of this.tabs) if (this.random.chance(0.5)) tab.wake();
  }
}
