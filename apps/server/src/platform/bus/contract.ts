import { afterEach, expect, test } from "vitest";
import type { Bus, NodeId } from "./bus.ts";

/** Nodes that hear each other, as an adapter joins them. */
export type TestNet = {
  join(): Promise<Bus>;
  /** Takes a node off the bus without a good-bye, as its death or a broken network does. */
  cut(nodeId: NodeId): void;
  heal(nodeId: NodeId): void;
  close(): Promise<void>;
};

/** What every adapter of the port promises. */
export function busContract(openNet: () => Promise<TestNet>): void {
  const opened: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0).reverse()) await one.close();
  });

  /** Nodes that have heard of each other. */
  const openNodes = async (count: number) => {
    const net = await openNet();
    opened.push(net);
    const nodes: Witness[] = [];
    for (let index = 0; index < count; index += 1) nodes.push(witness(await net.join()));
    opened.push(...nodes.map(({ bus }) => bus));
    await until(() => nodes.every(({ bus }) => bus.others().size === count - 1));
    return { net, nodes: nodes as [Witness, Witness, Witness] };
  };

  test("[ND1] what a node tells, every other hears after it, in its order, and the node itself does not", async () => {
    const { nodes } = await openNodes(3);
    const [one, two, three] = nodes;
    for (let number = 1; number <= 100; number += 1) one.tell(number);
    expect(two.heard).toEqual([]);
    const numbers = Array.from({ length: 100 }, (_, index) => ({ news: index + 1, from: one.bus.nodeId }));
    await until(() => two.heard.length === 100 && three.heard.length === 100);
    expect(two.heard).toEqual(numbers);
    expect(three.heard).toEqual(numbers);
    two.tell("back");
    await until(() => one.heard.length > 0);
    expect(one.heard).toEqual([{ news: "back", from: two.bus.nodeId }]);
  });

  test("[ND1] a topic's news come to its own listeners alone, as plain data that nobody shares", async () => {
    const { nodes } = await openNodes(3);
    const [one, two] = nodes;
    const others: unknown[] = [];
    two.bus.topic("another").listen((news) => others.push(news));
    const told = { text: "Où ça ?\u2028🙂", list: [1, null], none: undefined };
    one.bus.topic("another").tell(told);
    one.tell("mine");
    await until(() => two.heard.length > 0 && others.length > 0);
    expect(two.heard.map(({ news }) => news)).toEqual(["mine"]);
    expect(others).toEqual([{ text: "Où ça ?\u2028🙂", list: [1, null] }]);
    expect(others[0]).not.toBe(told);
  });

  test("[ND1] who stopped listening hears no more, and one that throws keeps nothing from the others", async () => {
    const { nodes } = await openNodes(2);
    const [one, two] = nodes;
    const heard: string[] = [];
    const topic = two.bus.topic<string>("throwing");
    topic.listen(() => {
      throw new Error("meant to be logged");
    });
    const stop = topic.listen((news) => heard.push(`first ${news}`));
    topic.listen((news) => heard.push(`second ${news}`));
    one.bus.topic("throwing").tell("a");
    await until(() => heard.length === 2);
    stop();
    one.bus.topic("throwing").tell("b");
    await until(() => heard.length === 3);
    expect(heard).toEqual(["first a", "second a", "second b"]);
  });

  test("[ND3] a node that says good-bye is gone at once, after its last news", async () => {
    const { nodes } = await openNodes(3);
    const [one, two, three] = nodes;
    three.tell("last");
    await three.bus.close();
    await until(() => one.gone.length > 0 && two.gone.length > 0);
    expect(one.gone).toEqual([three.bus.nodeId]);
    expect(one.heard.map(({ news }) => news)).toEqual(["last"]);
    expect(one.bus.others()).toEqual(new Set([two.bus.nodeId]));
  });

  test("[ND2] [ND3] a node that is cut off is gone to the others; healed, both sides have a gap and hear each other", async () => {
    const { net, nodes } = await openNodes(3);
    const [one, two, three] = nodes;
    net.cut(three.bus.nodeId);
    await until(() => one.gone.length > 0 && two.gone.length > 0);
    expect([one.gone, two.gone]).toEqual([[three.bus.nodeId], [three.bus.nodeId]]);
    one.tell("missed");
    three.tell("missed");
    await until(() => three.bus.lagMs() === null);
    const before = { one: one.gaps, three: three.gaps };
    net.heal(three.bus.nodeId);
    await until(() => one.gaps > before.one && three.gaps > before.three);
    await until(() => one.bus.others().size === 2 && three.bus.others().size === 2);
    one.tell("again");
    three.tell("back");
    await until(() => three.heard.length > 0 && one.heard.length > 0);
    expect(three.heard.map(({ news }) => news)).toEqual(["again"]);
    expect(one.heard.map(({ news }) => news)).toEqual(["back"]);
    expect(three.bus.lagMs()).not.toBeNull();
  });
}

export type Witness = {
  bus: Bus;
  heard: { news: unknown; from: NodeId }[];
  gone: NodeId[];
  readonly gaps: number;
  tell(news: unknown): void;
};

/** Keeps what a node hears. */
export function witness(bus: Bus): Witness {
  const topic = bus.topic<unknown>("test");
  const seen = { bus, heard: [] as Witness["heard"], gone: [] as NodeId[], gaps: 0, tell: topic.tell };
  topic.listen((news, from) => seen.heard.push({ news, from }));
  bus.onGap(() => {
    seen.gaps += 1;
  });
  bus.onNodeGone((nodeId) => seen.gone.push(nodeId));
  return seen;
}

/** The test's own time-out is the limit. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
