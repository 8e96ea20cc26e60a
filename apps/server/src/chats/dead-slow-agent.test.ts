import { type ChatId, initialState, type RecordedEvent } from "@causerie/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Link } from "../platform/ws/link.ts";
import { House, nextTick, socketOf, until } from "../platform/ws/testing/house.ts";
import { type ChatAtHead, deliver, type Subscriber } from "./delivery.ts";

const CHATS = 500;

let house: House;
beforeEach(async () => {
  house = await House.open();
});
afterEach(() => house.close());

test("[DL10] an agent in 500 chats who takes no data is cut off after some megabytes, and their colleague gets everything", async () => {
  const stalled = await house.enter();
  const healthy = await house.enter();
  socketOf(stalled.client).pause();
  const heard = new Map<string, number[]>();
  healthy.client.on("message", (data) => {
    const { chatId, upTo } = JSON.parse(String(data));
    heard.set(chatId, [...(heard.get(chatId) ?? []), upTo]);
  });
  const readers = [readerOf(stalled.mine.link, 1), readerOf(healthy.mine.link, 2)];
  let rounds = 0;
  while (!stalled.mine.isClosed) {
    rounds += 1;
    for (let chat = 0; chat < CHATS; chat += 1) deliverTo(readers, chat, rounds);
    // The kernel's buffers take some megabytes first; a round is a fifth of one.
    expect(rounds).toBeLessThan(150);
    await nextTick();
  }
  const all = Array.from({ length: rounds }, (_, index) => index + 1);
  await until(() => heard.get(`1.c${CHATS - 1}`)?.length === rounds);
  expect(heard.size).toBe(CHATS);
  for (const seqs of heard.values()) expect(seqs).toEqual(all);
});

function readerOf(link: Link, agent: number): Subscriber {
  return { audience: "agent", actor: `agent:${agent}`, deliver: (text) => link.send(text) };
}

function deliverTo(readers: Subscriber[], index: number, seq: number): void {
  const event: RecordedEvent = {
    type: "MessageSent",
    seq,
    at: 1,
    messageId: `message-${seq}`,
    from: { kind: "visitor" },
    text: "x".repeat(200),
  };
  const chat: ChatAtHead = {
    // The brand is the store's.
    chatId: `1.c${index}` as ChatId,
    state: initialState,
    head: seq,
    tail: [event],
    subscribers: new Set(readers),
  };
  deliver(chat, seq - 1, [event]);
}
