import { expect, test } from "vitest";
import { Crowd } from "./crowd.ts";
import { messageId } from "./message.ts";

function crowd(): Crowd {
  return new Crowd({ sends: [() => undefined, () => undefined] });
}

const ack = (visitor: number, number: number) => `{"t":"ack","id":"${messageId(visitor, number)}"}`;
const events = (visitor: number, number: number) =>
  `{"t":"events","entries":[{"type":"MessageSent","messageId":"${messageId(visitor, number)}"}]}`;

test("what was sent, acknowledged and delivered once and in order is settled", async () => {
  const people = crowd();
  people.send(1);
  people.send(1);
  for (const number of [0, 1]) people.writerHeard(ack(1, number));
  for (const number of [0, 1]) people.readerHeard(events(1, number));
  await people.settled();
  expect(people.deliveredTotal).toBe(2);
});

test("with several readers, each must hear every message once", async () => {
  const people = new Crowd({ sends: [() => undefined], readersOfEach: 2 });
  people.send(0);
  people.writerHeard(ack(0, 0));
  for (const reader of [0, 1]) people.readerHeard(events(0, 0), reader);
  await people.settled();
  expect(people.deliveredTotal).toBe(2);
  expect(() => people.readerHeard(events(0, 0), 1)).toThrow("doubled");
});

test("a message that comes twice, or before the one before it, is an error", () => {
  const people = crowd();
  people.readerHeard(events(0, 0));
  expect(() => people.readerHeard(events(0, 0))).toThrow("doubled");
  expect(() => people.readerHeard(events(0, 2))).toThrow("lost or late");
  people.writerHeard(ack(0, 0));
  expect(() => people.writerHeard(ack(0, 0))).toThrow("doubled");
});

test("a refusal or a fault is an error, and what else the server tells is not", () => {
  const people = crowd();
  people.readerHeard('{"t":"queue","queue":{"count":0,"oldest":null}}');
  expect(() => people.writerHeard('{"t":"refused","id":"x"}')).toThrow("refused");
  expect(() => people.readerHeard('{"t":"fault","field":"/t"}')).toThrow("fault");
});

test("messages of the other direction have books of their own", () => {
  const replies = new Crowd({ sends: [() => undefined], writer: "agent" });
  replies.readerHeard(events(0, 0));
  expect(replies.deliveredTotal).toBe(0);
  replies.readerHeard(`{"t":"events","entries":[{"messageId":"${messageId(0, 0, "agent")}"}]}`);
  expect(replies.deliveredTotal).toBe(1);
});
