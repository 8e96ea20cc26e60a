import { connectVisitor, type VisitorClient } from "@causerie/client/visitor";
import { type OpenTab, Person, type PersonOptions } from "./person.ts";
import type { Tab } from "./tab.ts";

export type VisitorOptions = PersonOptions & { key: string };

export class Visitor extends Person<VisitorClient> {
  protected override readonly pauseMs = { least: 100, most: 1_400 };
  readonly #key: string;

  private constructor(line: Person<VisitorClient>["line"], options: VisitorOptions) {
    super(line, options);
    this.#key = options.key;
  }

  static async arrive(options: VisitorOptions): Promise<Visitor> {
    const visitor = new Visitor(await Person.lineOf(options), options);
    visitor.openTab();
    return visitor;
  }

  protected override connect(tab: Tab): VisitorClient {
    return connectVisitor({
      url: `${this.line.origin.replace("http", "ws")}/ws/visitor`,
      key: this.#key,
      page: { url: `https://shop.example/${this.name}`, title: this.name },
      referrer: "",
      language: "en",
      environment: tab.environment(this.storage()),
    });
  }

  protected override act(): void {
    const talk = { write: 50, burst: 8, type: 3, rate: 4, comment: 2, end: 2, page: 2 };
    const restlessness = { reload: 4, crash: 2, second: 3, closeOne: 3, walk: 4, away: 1 };
    const operation = this.random.choose<keyof typeof talk | keyof typeof restlessness>(
      this.isCalm ? { ...talk, ...none(restlessness) } : { ...talk, ...restlessness },
    );
    switch (operation) {
      case "write":
        return this.write(this.tab());
      case "burst":
        return this.#burst(this.tab());
      case "reload":
      case "crash":
      case "second":
      case "closeOne":
      case "walk":
      case "away":
        return this.move(operation);
      case "page":
        this.operated("new page");
        return this.tab().client.showPage({ url: "https://shop.example/next", title: "next" });
      default:
        return this.#inChat(operation);
    }
  }

  write(tab: OpenTab<VisitorClient>): void {
    this.operated("visitor's message", tab.client.state.chat?.chatId ?? null);
    tab.client.send(this.text(tab));
  }

  /** Wherever everybody has left. */
  askWhoIsThere({ tab, client }: OpenTab<VisitorClient>): void {
    const text = `${this.name} asks: is anybody there?`;
    this.journal.note(tab.label, text);
    client.send(text);
  }

  #burst(tab: OpenTab<VisitorClient>): void {
    for (let left = this.random.whole(2, 5); left > 0; left -= 1) this.write(tab);
  }

  #inChat(operation: "type" | "rate" | "comment" | "end"): void {
    const { client } = this.tab();
    const { chat } = client.state;
    if (!chat) return;
    switch (operation) {
      case "type":
        return client.typing();
      case "rate":
        this.operated("visitor rates", chat.chatId);
        void client.rate(this.random.pick(["good", "bad", null]) ?? null);
        return;
      case "comment":
        this.operated("visitor comments", chat.chatId);
        void client.comment(`a comment of ${this.name}`);
        return;
      case "end":
        this.operated("visitor ends", chat.chatId);
        void client.endChat();
    }
  }
}

function none<Name extends string>(weights: Record<Name, number>): Record<Name, number> {
  // The same names.
  return Object.fromEntries(Object.keys(weights).map((name) => [name, 0])) as Record<Name, number>;
}
