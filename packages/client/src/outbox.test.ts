import { MAX_MESSAGE_LENGTH } from "@causerie/domain";
import { beforeEach, expect, test } from "vitest";
import { Outbox } from "./outbox.ts";
import { SimulatedBrowser, SimulatedClock, SimulatedNetwork, type SimulatedTab } from "./testing/index.ts";
import type { AnyCommand } from "./types.ts";

let clock: SimulatedClock;
let browser: SimulatedBrowser;
let sent: [id: string, text: string][];

beforeEach(() => {
  clock = new SimulatedClock();
  const network = new SimulatedNetwork(() => ({ receive: () => {}, closed: () => {} }));
  browser = new SimulatedBrowser({ name: "x", clock, network });
  sent = [];
});

const message = (text: string, chatId = "c1"): AnyCommand => ({ type: "SendMessage", chatId, text });
const ack = (id: string, lastSeq = 1, chatId = "c1") =>
  ({ t: "ack", id, chatId, firstSeq: 1, lastSeq }) as const;
const refused = (id: string, reason: "chat-ended" | "slow-down" = "chat-ended") =>
  ({ t: "refused", id, refusal: { reason } }) as const;
const event = (messageId: string, seq = 1) =>
  ({ type: "MessageSent", messageId, from: { kind: "visitor" }, text: "", seq, at: 1 }) as const;

function outboxOf({ environment }: SimulatedTab, scope: string | null = "k1"): Outbox<AnyCommand> {
  const outbox = new Outbox<AnyCommand>({
    environment,
    transmit: (id, command) => sent.push([id, "text" in command ? command.text : command.type]),
    onFile: () => {},
    onChange: () => {},
  });
  if (scope) outbox.keep(scope);
  return outbox;
}

const idOf = (text: string) => sent.findLast(([, other]) => other === text)?.[0] ?? `${text} was not sent`;
const texts = () => sent.map(([, text]) => text);
const shown = (outbox: Outbox<AnyCommand>, lane = "c1") =>
  outbox.pending(lane).map(({ text, state }) => `${text} ${state.kind}`);

test("[DL13] one command of a lane is under way; the next follows its answer, other lanes do not wait", async () => {
  const outbox = outboxOf(browser.openTab());
  const first = outbox.add("c1", message("one"));
  outbox.add("c1", message("two"));
  outbox.add("c1", message("three"));
  outbox.add("c2", message("elsewhere", "c2"));
  expect(sent).toEqual([]);
  outbox.resume();
  expect(texts()).toEqual(["one", "elsewhere"]);
  outbox.acknowledged(ack(idOf("one")), 1);
  expect(texts()).toEqual(["one", "elsewhere", "two"]);
  await expect(first).resolves.toEqual({ ok: true, chatId: "c1" });
  outbox.refused(refused(idOf("two")));
  expect(texts()).toEqual(["one", "elsewhere", "two", "three"]);
  expect(shown(outbox)).toEqual(["two failed", "three sending"]);
});

test("[DL12] [DL3] after a lost connection what was under way goes again, with its id, once there is a welcome", () => {
  const outbox = outboxOf(browser.openTab());
  outbox.resume();
  outbox.add("c1", message("one"));
  outbox.add("c1", message("two"));
  outbox.pause();
  outbox.add("c1", message("three"));
  expect(texts()).toEqual(["one"]);
  outbox.resume();
  expect(texts()).toEqual(["one", "one"]);
  expect(sent[0]).toEqual(sent[1]);
});

test("[DL12] a line vanishes with its event, whichever of event and answer comes first", async () => {
  const outbox = outboxOf(browser.openTab());
  outbox.resume();
  const answer = outbox.add("c1", message("one"));
  outbox.add("c1", message("two"));
  outbox.delivered("c1", 1, [event(idOf("one"))]);
  expect(shown(outbox)).toEqual(["two sending"]);
  expect(texts()).toEqual(["one", "two"]);
  await expect(answer).resolves.toEqual({ ok: true, chatId: "c1" });
  outbox.acknowledged(ack(idOf("one")), 1);
  outbox.acknowledged(ack(idOf("two"), 2), 1);
  expect(shown(outbox)).toEqual(["two sending"]);
  outbox.delivered("c1", 2, [event(idOf("two"), 2)]);
  expect(shown(outbox)).toEqual([]);
});

test("an acknowledged line whose event never comes here vanishes in the end", () => {
  const outbox = outboxOf(browser.openTab());
  outbox.resume();
  outbox.add("c1", message("one"));
  outbox.acknowledged(ack(idOf("one")), null);
  clock.advance(2_999);
  expect(shown(outbox)).toEqual(["one sending"]);
  clock.advance(1);
  expect(shown(outbox)).toEqual([]);
});

test("[DL4] a refused message waits for a person: sent again with the same id, or discarded", async () => {
  const outbox = outboxOf(browser.openTab());
  outbox.resume();
  const answer = outbox.add("c1", message("one"));
  const id = idOf("one");
  outbox.discard(id);
  outbox.refused(refused(id));
  await expect(answer).resolves.toEqual({ ok: false, refusal: { reason: "chat-ended" } });
  expect(outbox.pending("c1")).toMatchObject([{ id, text: "one", state: { kind: "failed" } }]);
  outbox.pause();
  outbox.resume();
  expect(texts()).toEqual(["one"]);
  outbox.retry(id);
  outbox.retry(id);
  expect(sent).toEqual([
    [id, "one"],
    [id, "one"],
  ]);
  expect(shown(outbox)).toEqual(["one sending"]);
  outbox.refused(refused(id));
  outbox.discard(id);
  expect(shown(outbox)).toEqual([]);
  outbox.retry(id);
  expect(sent).toHaveLength(2);
});

test("[DL13] who is told to slow down does, and nothing overtakes", () => {
  const outbox = outboxOf(browser.openTab());
  outbox.resume();
  outbox.add("c1", message("one"));
  outbox.add("c1", message("two"));
  outbox.refused(refused(idOf("one"), "slow-down"));
  expect(shown(outbox)).toEqual(["one sending", "two sending"]);
  clock.advance(1_999);
  expect(texts()).toEqual(["one"]);
  clock.advance(1);
  expect(texts()).toEqual(["one", "one"]);
});

test("[CH15] a text that no frame takes fails here, and does not hold up the others", async () => {
  const outbox = outboxOf(browser.openTab());
  outbox.resume();
  const refusal = { reason: "message-too-long", maxLength: MAX_MESSAGE_LENGTH };
  await expect(outbox.add("c1", message("x".repeat(40_001)))).resolves.toEqual({ ok: false, refusal });
  outbox.add("c1", message("short"));
  outbox.retry(outbox.pending("c1")[0]?.id ?? "");
  expect(texts()).toEqual(["short"]);
});

test("[DL14] a reload keeps the messages, their ids, their order and those that failed", () => {
  const tab = browser.openTab();
  const before = outboxOf(tab);
  before.resume();
  before.add("c1", message("one"));
  before.refused(refused(idOf("one")));
  before.add("c1", message("two"));
  before.add("c1", message("three"));
  const id = idOf("two");
  tab.close();
  const after = outboxOf(browser.openTab());
  expect(shown(after)).toEqual(["one failed", "two sending", "three sending"]);
  after.resume();
  expect(sent.at(-1)).toEqual([id, "two"]);
  after.delivered("c1", 3, [event(id, 3)]);
  expect(sent.at(-1)?.[1]).toBe("three");
});

test("[DL14] the outbox of a tab that crashed is adopted 15 s after its last sign of life, not before", () => {
  const other = outboxOf(browser.openTab());
  const tab = browser.openTab();
  outboxOf(tab).add("c1", message("one"));
  clock.advance(60_000);
  expect(shown(other)).toEqual([]);
  tab.crash();
  clock.advance(10_000);
  expect(shown(other)).toEqual([]);
  clock.advance(15_001);
  expect(shown(other)).toEqual(["one sending"]);
  expect(shown(outboxOf(browser.openTab()))).toEqual([]);
});

test("[DL14] two tabs that adopt at once lose nothing and send the same ids", () => {
  const tab = browser.openTab();
  outboxOf(tab).add("c1", message("one"));
  const stored = tab.environment.storage;
  const copy = stored.keys().map((key) => [key, stored.get(key) ?? ""] as const);
  tab.close();
  outboxOf(browser.openTab()).resume();
  for (const [key, value] of copy) if (key.startsWith("outbox")) stored.set(key, value);
  outboxOf(browser.openTab()).resume();
  expect(sent).toHaveLength(2);
  expect(sent[0]).toEqual(sent[1]);
});

test("[DL14] what a person wrote is not sent as another", () => {
  const tab = browser.openTab();
  outboxOf(tab, "1.7").add("c1", message("mine"));
  tab.close();
  expect(shown(outboxOf(browser.openTab(), "1.8"))).toEqual([]);
  expect(shown(outboxOf(browser.openTab(), "1.7"))).toEqual(["mine sending"]);
});

test("[DL12] wishes of the moment outlive the connection, not the page", () => {
  const tab = browser.openTab();
  const outbox = outboxOf(tab);
  outbox.resume();
  outbox.add("c1", { type: "ServeChat", chatId: "c1" });
  outbox.pause();
  outbox.resume();
  expect(texts()).toEqual(["ServeChat", "ServeChat"]);
  expect(tab.environment.storage.keys()).toEqual([]);
  tab.close();
  outboxOf(browser.openTab()).resume();
  expect(texts()).toHaveLength(2);
});

test("[DL14] nothing stays stored of what is answered, nor while there is nothing", () => {
  const tab = browser.openTab();
  const { environment } = tab;
  const outbox = outboxOf(tab);
  clock.advance(60_000);
  expect(environment.storage.keys()).toEqual([]);
  outbox.resume();
  outbox.add("c1", message("one"));
  expect(environment.storage.keys()).toHaveLength(2);
  outbox.acknowledged(ack(idOf("one")), 1);
  clock.advance(60_000);
  expect(environment.storage.keys()).toEqual([]);
});

test("[DL14] a page that comes back from the dead keeps its own, though another adopted it", () => {
  const tab = browser.openTab();
  const outbox = outboxOf(tab);
  outbox.add("c1", message("one"));
  tab.hide();
  const other = outboxOf(browser.openTab());
  expect(shown(other)).toEqual(["one sending"]);
  tab.wake();
  expect(tab.environment.storage.keys()).toHaveLength(4);
  outbox.resume();
  other.resume();
  expect(new Set(sent.map(([id]) => id)).size).toBe(1);
});

test("[DL14] an outbox that is closed leaves its messages to the next at once", () => {
  const outbox = outboxOf(browser.openTab());
  outbox.add("c1", message("one"));
  outbox.close();
  expect(shown(outboxOf(browser.openTab()))).toEqual(["one sending"]);
});

test("what another program stored under our name does no harm", () => {
  const { storage } = browser.openTab().environment;
  for (const value of ["{", "3", "null", "{}"]) storage.set(`outbox.k1.${value}`, value);
  expect(shown(outboxOf(browser.openTab()))).toEqual([]);
});

test("messages given before it is known whose they are, are kept from then on", () => {
  const tab = browser.openTab();
  const outbox = outboxOf(tab, null);
  outbox.add("c1", message("one"));
  expect(tab.environment.storage.keys()).toEqual([]);
  outbox.keep("1.7");
  tab.close();
  expect(shown(outboxOf(browser.openTab(), "1.7"))).toEqual(["one sending"]);
});

test("[RA6] a rating and a comment outlive the page, and are sent again after a flood; other wishes are of the moment", () => {
  const first = browser.openTab();
  const outbox = outboxOf(first);
  outbox.add("c1", { type: "EndChat", chatId: "c1" });
  outbox.add("c1", { type: "RateChat", chatId: "c1", rating: "good" });
  outbox.add("c1", { type: "SubmitComment", chatId: "c1", comment: "quick" });
  first.close();
  const next = outboxOf(browser.openTab());
  next.resume();
  expect(texts()).toEqual(["RateChat"]);
  next.refused(refused(idOf("RateChat"), "slow-down"));
  clock.advance(2_000);
  expect(texts()).toEqual(["RateChat", "RateChat"]);
  next.acknowledged(ack(idOf("RateChat"), 5), 4);
  expect(texts()).toEqual(["RateChat", "RateChat", "SubmitComment"]);
  expect(next.commands("c1").map(({ type }) => type)).toEqual(["RateChat", "SubmitComment"]);
  next.delivered("c1", 5, []);
  expect(next.commands("c1").map(({ type }) => type)).toEqual(["SubmitComment"]);
});
