import { expect, test } from "vitest";
import { Crowd } from "./crowd.ts";
import { messageId } from "./message.ts";
import type { RawSocket } from "./raw-socket.ts";

function crowd(): Crowd {
  // The crowd only ever sends.
  const socket = { send: () => undefined } as unknown as RawSocket;
  return new Crowd([socket, socket]);
}

const ack = (visitor: number, number: number) => `{"t":"ack","id":"${messageId(visitor, number)}"}`;
const events = (visitor: number, number: number) =>
  `{"t":"events","entries":[{"type":"MessageSent","messageId":"${messageId(visitor, number)}"}]}`;

test("what was sent, acknowledged and delivered once and in order is settled", async () => {
  const people = crowd();
  people.send(1);
  people.send(1);
  for (const number of [0, 1]) people.visitorHeard(ack(1, number));
  for (const number of [0, 1]) people.agentHeard(events(1, number));
  await people.settled();
  expect(people.deliveredTotal).toBe(2);
});

test("a message that comes twice, or before the one before it, is an error", () => {
  const people = crowd();
  people.agentHeard(events(0, 0));
  expect(() => people.agentHeard(events(0, 0))).toThrow("doubled");
  expect(() => people.agentHeard(events(0, 2))).toThrow("lost or late");
  people.visitorHeard(ack(0, 0));
  expect(() => people.visitorHeard(ack(0, 0))).toThrow("doubled");
});

test("a refusal or a fault is an error, and what else the server tells is not", () => {
  const people = crowd();
  people.agentHeard('{"t":"queue","queue":{"count":0,"oldest":null}}');
  expect(() => people.visitorHeard('{"t":"refused","id":"x"}')).toThrow("refused");
  expect(() => people.agentHeard('{"t":"fault","field":"/t"}')).toThrow("fault");
});
