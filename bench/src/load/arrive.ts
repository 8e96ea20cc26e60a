import { setTimeout as wait } from "node:timers/promises";
import { inParallel, OPENING_AT_ONCE } from "./in-parallel.ts";
import { keepAlive } from "./keep-alive.ts";
import type { Order, Spent, Target } from "./orders.ts";
import { type Fail, newToken, type Person, visitorComes } from "./person.ts";
import { spentBetween, spentSoFar } from "./spent.ts";

/** packages/client waits at least so long before it tries again, and at most twice as long. */
const FIRST_BACKOFF_MS = 250;

/** Visitors who look at a page and say nothing. */
export class Onlookers {
  readonly #people: Person[] = [];
  readonly #tokens: string[] = [];

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
      const token = newToken();
      const visitor = await visitorComes(target, fail, token);
      visitor.onFrame = () => undefined;
      this.#people.push(visitor);
      this.#tokens.push(token);
    });
    await wait(settleSeconds * 1000);
    return spentBetween(before, spentSoFar(target));
  }

  /** All are cut off in one instant and come back as the widget does; after how many seconds each was welcomed. */
  async comeBack(target: Target, fail: Fail): Promise<number[]> {
    const startMs = performance.now();
    for (const { socket } of this.#people) socket.close();
    // Pings go to those who are there.
    this.#people.length = 0;
    return Promise.all(
      this.#tokens.map(async (token) => {
        await wait(FIRST_BACKOFF_MS * (1 + Math.random()));
        const visitor = await visitorComes(target, fail, token);
        visitor.onFrame = () => undefined;
        this.#people.push(visitor);
        return (performance.now() - startMs) / 1000;
      }),
    );
  }
}
