import { type AgentChat, type AgentClient, connectAgent } from "@causerie/client/agent";
import type { Colleagues } from "./colleagues.ts";
import { type OpenTab, Person, type PersonOptions } from "./person.ts";
import type { Tab } from "./tab.ts";

export type AgentOptions = PersonOptions & { agentId: number; cookie: string; colleagues: Colleagues };

export class Agent extends Person<AgentClient> {
  protected override readonly pauseMs = { least: 40, most: 260 };
  readonly agentId: number;
  readonly #cookie: string;
  readonly #colleagues: Colleagues;

  private constructor(line: Person<AgentClient>["line"], options: AgentOptions) {
    super(line, options);
    this.agentId = options.agentId;
    this.#cookie = options.cookie;
    this.#colleagues = options.colleagues;
  }

  static async signIn(options: AgentOptions): Promise<Agent> {
    const agent = new Agent(await Person.lineOf(options), options);
    agent.openTab();
    return agent;
  }

  protected override headers(): Record<string, string> {
    return { cookie: this.#cookie, origin: this.line.origin };
  }

  protected override connect(tab: Tab): AgentClient {
    return connectAgent({
      url: `${this.line.origin.replace("http", "ws")}/ws/agent`,
      account: 1,
      environment: tab.environment(this.storage()),
    });
  }

  protected override act(): void {
    const tab = this.tab();
    // Before the first welcome a dashboard shows nothing that could be done.
    if (!tab.client.state.me) return;
    if (this.random.chance(0.5) && this.answerInvitation(tab)) return;
    if (!this.isCalm && this.random.chance(0.04)) return this.#ownAffairs(tab);
    const chats = served(tab.client);
    if (this.random.chance(chats.length < 4 ? 0.5 : 0.1) && this.#serve(tab.client)) return;
    const chat = this.random.pick(chats);
    if (chat) this.#inChat(tab, chat);
  }

  /** False: there is none. */
  answerInvitation({ client }: OpenTab<AgentClient>): boolean {
    const invited = [...client.state.chats.values()].find(({ invitation }) => invitation !== null);
    if (!invited) return false;
    const { chatId } = invited;
    const accepts = this.random.chance(0.6);
    this.operated(accepts ? "accept an invitation" : "decline an invitation", chatId);
    void (accepts ? client.acceptInvitation(chatId) : client.declineInvitation(chatId));
    return true;
  }

  #serve(client: AgentClient): boolean {
    const { count, oldest } = client.state.queue;
    if (count === 0) return false;
    const byHand = oldest !== null && this.random.chance(0.15);
    this.operated(byHand ? "serve by hand" : "serve the next", byHand ? oldest.chatId : null);
    void (byHand ? client.serveChat(oldest.chatId) : client.serveNext());
    return true;
  }

  #inChat(tab: OpenTab<AgentClient>, { chatId }: AgentChat): void {
    const { client } = tab;
    const operation = this.random.choose({
      "agent's message": 55,
      "agent's note": 7,
      "agent types": 3,
      "mark as read": 5,
      "ask for a rating": 4,
      tag: 4,
      "transfer to a department": 6,
      invite: 6,
      "hand over": 5,
      "leave the chat": 4,
      "end the chat": 4,
    });
    this.operated(operation, chatId);
    switch (operation) {
      case "agent's message":
        return client.send(chatId, this.text(tab));
      case "agent's note":
        return client.writeNote(chatId, this.text(tab));
      case "agent types":
        return client.typing(chatId);
      case "mark as read":
        return client.markRead(chatId);
      case "ask for a rating":
        void client.requestRating(chatId);
        return;
      case "tag":
        void client.changeTags(chatId, { add: [`tag ${this.random.whole(1, 5)}`] });
        return;
      case "transfer to a department":
        return this.#transfer(client, chatId);
      case "invite":
      case "hand over":
        void client.inviteAgent(chatId, {
          email: this.#colleagues.emailOfAnother(this.random, this.agentId),
          andLeave: operation === "hand over",
        });
        return;
      case "leave the chat":
        void client.leaveChat(chatId);
        return;
      case "end the chat":
        void client.endChat(chatId);
    }
  }

  #transfer(client: AgentClient, chatId: string): void {
    const departmentId = this.random.pick(this.#colleagues.departments)?.departmentId ?? 0;
    const evenIfOffline = this.random.chance(0.5);
    void client.transferToDepartment(chatId, { departmentId, remark: "please", evenIfOffline });
  }

  #ownAffairs(tab: OpenTab<AgentClient>): void {
    const operation = this.random.choose({
      look: 4,
      putAway: 6,
      team: 5,
      status: 3,
      start: 4,
      reload: 4,
      crash: 2,
      second: 3,
      closeOne: 3,
      walk: 4,
      away: 1.5,
    });
    switch (operation) {
      case "look":
      case "putAway":
      case "team":
      case "status":
      case "start":
        return this.#aside(operation, tab);
      case "reload":
      case "crash":
      case "second":
      case "closeOne":
      case "walk":
      case "away":
        return this.move(operation);
    }
  }

  #aside(operation: "look" | "putAway" | "team" | "status" | "start", tab: OpenTab<AgentClient>): void {
    const { client } = tab;
    switch (operation) {
      case "look":
        return this.#look(client);
      case "putAway":
        return this.#putAway(client);
      case "team":
        return this.#writeToColleague(tab);
      case "status":
        this.operated("change of status");
        return client.setStatus(this.random.pick(["online", "online", "away", "invisible"]) ?? "online");
      case "start":
        return this.#startChat(tab);
    }
  }

  #look(client: AgentClient): void {
    const chatId = this.#colleagues.someChat(this.random);
    if (!chatId) return;
    this.operated("look at a chat", chatId);
    client.openChat(chatId);
  }

  /** What ended, and what is only looked at. */
  #putAway(client: AgentClient): void {
    for (const { chatId, view, mine } of client.state.chats.values()) {
      if (view.status !== "ended" && mine) continue;
      this.operated("put a chat away", chatId);
      client.closeChat(chatId);
    }
  }

  #writeToColleague(tab: OpenTab<AgentClient>): void {
    const { client } = tab;
    const team = [...client.state.chats.values()].filter(({ view }) => view.status === "team");
    const chat = this.random.pick(team);
    if (chat && this.random.chance(0.8)) {
      this.operated("message to a colleague", chat.chatId);
      client.send(chat.chatId, this.text(tab));
    } else {
      this.operated("chat with a colleague");
      void client.startTeamChat([this.#colleagues.another(this.random, this.agentId)]);
    }
  }

  /** Proactive, or into a chat that waits. */
  #startChat(tab: OpenTab<AgentClient>): void {
    const visitorId = this.#colleagues.someVisitor(this.random);
    if (!visitorId) return;
    this.operated("start a chat with a visitor");
    // It names a visitor and no chat: what is said in a chat meanwhile need not wait for it [DL13].
    void tab.client.startChat(visitorId, this.text(tab, "starts"));
  }
}

function served(client: AgentClient): AgentChat[] {
  return [...client.state.chats.values()].filter(({ mine, view }) => mine && view.status === "served");
}
