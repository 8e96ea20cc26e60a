import fc from "fast-check";
import type { AgentTab, Crowd, VisitorTab } from "./crowd.ts";
import type { TestAccount } from "./node.ts";

type OnTab = "open-visitor" | "open-agent" | "close" | "crash";
type OfVisitor = "visitor-writes" | "visitor-ends" | "rate" | "comment";
type OfAgent = "serve-next" | "start" | "peek" | "come-or-go";
type InChat = "serve" | "agent-writes" | "leave" | "end" | Teamwork;
type Teamwork = "transfer" | "invite" | "hand-over" | "accept" | "decline" | "note" | "tag" | "ask-rating";
type OnBus = "lose-news" | "hear-news";
type OnWire = "deliver" | "cut" | "stall" | "cut-after";

/** `at`: picks a tab, chat or wire among those that there are. */
export type Operation = { do: OnTab | OfVisitor | OfAgent | InChat | OnWire | OnBus | "pass"; at: number };

/** Where agents work: `departments` are two. */
export type Place = { account: TestAccount; departments: number[] };

export const anyOperation: fc.Arbitrary<Operation> = fc.oneof(
  some(1, "open-visitor", "open-agent", "close", "crash"),
  some(4, "visitor-writes"),
  some(4, "serve-next", "agent-writes"),
  some(2, "serve", "start", "peek"),
  some(1, "leave", "end", "visitor-ends"),
  some(4, "transfer", "invite", "hand-over", "accept", "decline", "note", "tag"),
  some(4, "ask-rating", "rate", "comment", "come-or-go"),
  some(6, "deliver"),
  some(3, "cut", "stall", "cut-after"),
  some(2, "pass"),
);

/** [ND8] The bus may lose, for a while. */
export const anyOperationOnNodes: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 15, arbitrary: anyOperation },
  some(1, "lose-news", "hear-news"),
);

function some(weight: number, ...what: Operation["do"][]) {
  return { weight, arbitrary: fc.record({ do: fc.constantFrom(...what), at: fc.nat(50) }) };
}

/** Gives how many wires it cut. */
export async function perform(crowd: Crowd, operation: Operation, place: Place): Promise<number> {
  const { do: what, at } = operation;
  switch (what) {
    case "open-visitor":
    case "open-agent":
    case "close":
    case "crash":
      changeTabs(crowd, what, at);
      return 0;
    case "visitor-writes":
    case "visitor-ends":
    case "rate":
    case "comment":
      actAsVisitor(crowd, what, at);
      return 0;
    case "deliver":
    case "cut":
    case "stall":
    case "cut-after":
      return onWire(crowd, what, at);
    case "lose-news":
      crowd.loseNews(at);
      return 0;
    case "hear-news":
      crowd.hearNews();
      return 0;
    case "pass":
      await crowd.pass([300, 5_000, 20_000, 50_000, 130_000][at % 5] ?? 0);
      return 0;
    default:
      actAsAgent(crowd, what, at, place);
      return 0;
  }
}

function changeTabs(crowd: Crowd, what: OnTab, at: number): void {
  const isFull = crowd.tabs.length >= 8;
  if (what === "open-visitor" && !isFull) crowd.openVisitor(at % 2);
  if (what === "open-agent" && !isFull) crowd.openAgent(at % 2);
  const tab = pick(crowd.tabs, at);
  if ((what === "close" || what === "crash") && tab && crowd.tabs.length > 3)
    crowd.closeTab(tab, what === "crash");
}

function actAsVisitor(crowd: Crowd, what: OfVisitor, at: number): void {
  const visitor = visitorAt(crowd, at);
  if (!visitor) return;
  const { client } = visitor;
  switch (what) {
    case "visitor-writes":
      return client.send(crowd.nextText(visitor, "visitor"));
    case "visitor-ends":
      return void client.endChat();
    case "rate":
      return void client.rate(pick(["good", "bad", null] as const, at) ?? null);
    case "comment":
      return void client.comment(`comment ${at}`);
  }
}

function actAsAgent(crowd: Crowd, what: OfAgent | InChat, at: number, place: Place): void {
  const agent = pick(
    crowd.tabs.filter((tab): tab is AgentTab => tab.kind === "agent"),
    at,
  );
  if (!agent) return;
  const { client } = agent;
  const visitor = visitorAt(crowd, at)?.client.state;
  const visitorId = visitor?.visitor?.visitorId;
  switch (what) {
    case "serve-next":
      return void client.serveNext();
    case "come-or-go":
      return client.setStatus(pick(["online", "away", "invisible"] as const, at) ?? "online");
    case "start":
      if (visitorId) void client.startChat(visitorId, crowd.nextText(agent, visitorId));
      return;
    case "peek":
      if (visitor?.chat) client.openChat(visitor.chat.chatId);
      return;
    default: {
      const chat = pick([...client.state.chats.values()], at);
      if (chat) actInChat(crowd, agent, chat.chatId, { what, at, place });
    }
  }
}

type Act = { what: InChat; at: number; place: Place };

function actInChat(crowd: Crowd, agent: AgentTab, chatId: string, { what, at, place }: Act): void {
  const { client } = agent;
  switch (what) {
    case "serve":
      return void client.serveChat(chatId);
    case "agent-writes":
      return client.send(chatId, crowd.nextText(agent, chatId));
    case "leave":
      return void client.leaveChat(chatId);
    case "end":
      return void client.endChat(chatId);
    default:
      return workTogether(crowd, agent, chatId, { what, at, place });
  }
}

function workTogether(
  crowd: Crowd,
  agent: AgentTab,
  chatId: string,
  { what, at, place: { account, departments } }: Act & { what: Teamwork },
): void {
  const { client } = agent;
  const email = account.agents[1 - agent.who]?.email ?? "";
  const departmentId = pick(departments, at) ?? 0;
  switch (what) {
    case "transfer":
      return void client.transferToDepartment(chatId, { departmentId, remark: "so", evenIfOffline: true });
    case "invite":
    case "hand-over":
      return void client.inviteAgent(chatId, { email, andLeave: what === "hand-over" });
    case "accept":
      return void client.acceptInvitation(chatId);
    case "decline":
      return void client.declineInvitation(chatId);
    case "note":
      return client.writeNote(chatId, crowd.nextText(agent, chatId));
    case "tag":
      return void client.changeTags(chatId, at % 2 === 0 ? { add: ["vip"] } : { remove: ["vip"] });
    case "ask-rating":
      return void client.requestRating(chatId);
  }
}

async function onWire(crowd: Crowd, what: OnWire, at: number): Promise<number> {
  const wire = pick(crowd.network.wires, at);
  switch (what) {
    case "deliver":
      if (at % 3 === 0) await crowd.answerAll();
      else wire?.deliver(at % 3 === 1 ? "toServer" : "toClient");
      return 0;
    case "cut":
      wire?.cut();
      break;
    case "stall":
      // The client notices by its silence, and overlaps it with a successor.
      wire?.stall(at % 2 === 0 ? "toClient" : "toServer");
      break;
    case "cut-after":
      // Cut at any frame: some arrive, the rest is lost.
      for (let count = at % 4; count > 0; count -= 1) wire?.deliver("toClient");
      wire?.cut();
  }
  return wire ? 1 : 0;
}

function visitorAt(crowd: Crowd, at: number): VisitorTab | undefined {
  return pick(
    crowd.tabs.filter((tab): tab is VisitorTab => tab.kind === "visitor"),
    at,
  );
}

function pick<Item>(items: readonly Item[], at: number): Item | undefined {
  return items[at % items.length];
}
