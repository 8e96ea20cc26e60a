import { Onlookers } from "./load/arrive.ts";
import { BusySite } from "./load/busy-site.ts";
import type { Crowd } from "./load/crowd.ts";
import { gather } from "./load/gather.ts";
import { measureLatency, measureThroughput } from "./load/measure.ts";
import type { Answer, Order, Target } from "./load/orders.ts";

/** The load generator, a process of its own: does what the bench orders, and ends with it or at the first error. */

let loaded: { crowd: Crowd; target: Target } | null = null;
let onlookers: Onlookers | null = null;
let site: BusySite | null = null;

process.on("message", (message) => {
  // The bench is our parent, and sends nothing else.
  obey(message as Order).then(answer, fail);
});
process.on("disconnect", () => process.exit());

async function obey(order: Order): Promise<Answer> {
  switch (order.kind) {
    case "connect":
      loaded = { crowd: await gather(order.target, fail), target: order.target };
      return { kind: "connected" };
    case "arrive":
      onlookers ??= new Onlookers();
      return { kind: "arrived", result: await onlookers.arrive(order.target, order, fail) };
    case "come-back":
      return { kind: "back", result: await there(onlookers).comeBack(order.target, fail) };
    case "open-site":
      site = new BusySite();
      await site.open(order, fail);
      return { kind: "site-opened" };
    case "watch":
      there(site).watch(order.watchers);
      return { kind: "watching" };
    case "browse":
      return { kind: "browsed", result: await there(site).browse(order) };
    case "throughput": {
      const { crowd, target } = there(loaded);
      return { kind: "throughput", result: await measureThroughput(crowd, target, order) };
    }
    case "latency":
      return { kind: "latency", result: await measureLatency(there(loaded).crowd, order) };
  }
}

function there<Thing>(thing: Thing | null): Thing {
  if (thing === null) throw new Error("the load generator must be connected first");
  return thing;
}

function answer(message: Answer): void {
  process.send?.(message);
}

function fail(error: Error): void {
  process.send?.({ kind: "failed", message: error.message } satisfies Answer, () => process.exit(1));
}
