import { beforeEach, expect, test } from "vitest";
import { connectAgent } from "./agent.ts";
import { SimulatedBrowser, SimulatedClock, SimulatedNetwork } from "./testing/index.ts";
import { ScriptedServer } from "./testing/scripted-server.ts";
import { connectVisitor } from "./visitor.ts";

type Frame = { t: string; [field: string]: unknown };

let clock: SimulatedClock;
let network: SimulatedNetwork;
let server: ScriptedServer;

beforeEach(() => {
  clock = new SimulatedClock();
  server = new ScriptedServer();
  network = new SimulatedNetwork(server.accept);
});

function tell(...frames: Frame[]): void {
  for (const frame of frames) server.connection.send(frame);
  network.flush();
}

function reconnect(welcome: Frame): void {
  network.newest.cut();
  clock.advance(1_000);
  network.flush();
  tell(welcome);
}

const heard = (type: string) => server.connection.heard.filter(({ t }) => t === type);
const idsHeard = () => heard("command").map(({ id }) => id);

const agentsWelcome: Frame = {
  t: "welcome",
  v: 1,
  me: { agentId: 7, name: "Camille", email: "camille@example.org", status: "online" },
  colleagues: [],
  departments: [],
  settings: {},
  chats: [],
  reads: [],
  queue: { count: 0, oldest: null, onlyExcluded: 0 },
  visitorsHere: 0,
  unread: 0,
  pingMs: 15_000,
};

function agent() {
  const { environment } = new SimulatedBrowser({ name: "agent", clock, network }).openTab();
  const client = connectAgent({ url: "wss://x/agent", account: 1, environment });
  network.flush();
  tell(agentsWelcome);
  return client;
}

const changes = { name: { from: "", to: "Zoe" } };

test("[DE2] an edit that was not answered goes again after the connection was lost, with its id", async () => {
  const client = agent();
  const answer = client.editVisitor("v1", changes);
  network.flush();
  expect(heard("command")).toMatchObject([{ command: { type: "EditVisitor", visitorId: "v1", changes } }]);
  const [id] = idsHeard();
  reconnect(agentsWelcome);
  expect(idsHeard()).toEqual([id]);
  tell({ t: "done", id });
  expect(await answer).toEqual({ ok: true });
  reconnect(agentsWelcome);
  expect(idsHeard()).toEqual([]);
});

test("[DE1] edits of one visitor go one after the other, those of two at once", async () => {
  const client = agent();
  const first = client.editVisitor("v1", changes);
  void client.editVisitor("v1", { phone: { from: "", to: "1" } });
  void client.editVisitor("v2", changes);
  network.flush();
  expect(heard("command").map(({ command }) => command)).toMatchObject([
    { visitorId: "v1", changes },
    { visitorId: "v2", changes },
  ]);
  const refusal = { reason: "details-changed", current: { name: "Zoë" } };
  tell({ t: "refused", id: idsHeard()[0], refusal });
  network.flush();
  expect(await first).toEqual({ ok: false, refusal });
  expect(heard("command").at(-1)).toMatchObject({ command: { changes: { phone: { to: "1" } } } });
});

const own = { visitorId: "v1", number: 10_000_001, name: null, email: null, phone: null };
const visitorsWelcome: Frame = {
  t: "welcome",
  v: 1,
  token: `v1_${"x".repeat(40)}`,
  visitor: own,
  chats: [],
  pingMs: 15_000,
  site: { ratingEnabled: false },
};

function visitor() {
  const { environment } = new SimulatedBrowser({ name: "visitor", clock, network }).openTab();
  const page = { url: "https://shop.example/", title: "Shop" };
  const client = connectVisitor({
    url: "wss://x/visitor",
    key: "k",
    page,
    referrer: "",
    language: "en",
    environment,
  });
  clock.advance(1_000);
  network.flush();
  return client;
}

test("[DE5] [DE8] a visitor edits their own details, and hears what they are from then on", async () => {
  const client = visitor();
  tell(visitorsWelcome);
  expect(client.state.visitor).toEqual(own);
  const answer = client.editMyDetails(changes);
  network.flush();
  expect(heard("command")).toMatchObject([{ command: { type: "EditMyDetails", changes } }]);
  tell({ t: "visitor", visitor: { ...own, name: "Zoe" } }, { t: "done", id: idsHeard()[0] });
  expect(await answer).toEqual({ ok: true });
  expect(client.state.visitor).toEqual({ ...own, name: "Zoe" });
});

test("[DE7] who the site says it is, is told after every welcome, all that was said", () => {
  const client = visitor();
  client.identify({ name: "zoe" });
  tell(visitorsWelcome);
  client.identify({ email: "zoe@example.com" });
  network.flush();
  const whole = { name: "zoe", email: "zoe@example.com" };
  expect(heard("identify").at(-1)).toEqual({ t: "identify", identity: whole });
  reconnect(visitorsWelcome);
  expect(heard("identify")).toEqual([{ t: "identify", identity: whole }]);
});

test("[MA8] a transcript is asked for with chat, address and language, and what became of it is told", async () => {
  const client = visitor();
  tell(visitorsWelcome);
  const mail = { chatId: "c1", email: "zoe@example.com", language: "fr" };
  const first = client.mailTranscript(mail);
  network.flush();
  expect(heard("command")).toMatchObject([{ command: { type: "MailTranscript", ...mail } }]);
  tell({ t: "done", id: idsHeard()[0] });
  expect(await first).toEqual({ ok: true });
  const second = client.mailTranscript(mail);
  network.flush();
  const refusal = { reason: "too-many-transcripts" };
  tell({ t: "refused", id: idsHeard()[1], refusal });
  expect(await second).toEqual({ ok: false, refusal });
});
