import { setTimeout as wait } from "node:timers/promises";
import { inParallel, OPENING_AT_ONCE } from "./in-parallel.ts";
import { keepAlive } from "./keep-alive.ts";
import type { Order, Spent, Target } from "./orders.ts";
import { type Fail, type Person, visitorComes } from "./person.ts";
import { spentBetween, spentSoFar } from "./spent.ts";

/** Visitors who look at a page and say nothing. */
export class Onlookers {
  readonly #people: Person[] = [];

  constructor() {
    keepAlive(this.#people);
  }

  /** So many more; what they cost, with what the server still does about them in the settling time. */
  async arrive(
    target: Target,
    { visitors, settleSeconds }: Extract<Order, { kind: "arrive" }>,
    fail: Fail,
  ): Promise<Spent> {
    const before = spentSoFar(target);
    await inParallel(visitors, OPENING_AT_ONCE, async () => {
      const visitor = await visitorComes(target, fail);
      visitor.onFrame = () => undefined;
      this.#people.push(visitor);
    });
    await wait(settleSeconds * 1000);
    return spentBetween(before, spentSoFar(target));
  }
}
