import { PING_INTERVAL_MS } from "@causerie/protocol/version";
import type { Person } from "./person.ts";

const PING = '{"t":"ping"}';
const STEP_MS = 100;
const STEPS = PING_INTERVAL_MS / STEP_MS;

/** Each pings once an interval, a share of them every step: browsers do not all ping in the same instant either. */
export function keepAlive(people: readonly Person[]): void {
  let step = 0;
  setInterval(() => {
    for (let index = step; index < people.length; index += STEPS) people[index]?.socket.send(PING);
    step = (step + 1) % STEPS;
  }, STEP_MS);
}
