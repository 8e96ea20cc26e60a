import type { Browser, BrowserContext, Locator, Page } from "@playwright/test";
import { type Recording, record } from "./frames.ts";
import { OWNER } from "./server.ts";
import { type Language, WORDS, type Words } from "./words.ts";

export type Look = {
  language?: Language;
  colorScheme?: "light" | "dark";
  viewport?: { width: number; height: number };
  userAgent?: string;
};

/** Who signs in to the dashboard. */
export type Person = { email: string; password: string; name: string };

/** A browser of somebody's own: storage, cookies, language. */
export async function newContext(browser: Browser, look: Look = {}): Promise<BrowserContext> {
  const { language = "en", colorScheme = "light", viewport = { width: 1280, height: 800 }, userAgent } = look;
  // Nothing is caught half-way through an animation.
  return browser.newContext({
    locale: WORDS[language].locale,
    colorScheme,
    viewport,
    reducedMotion: "reduce",
    ...(userAgent !== undefined && { userAgent }),
  });
}

/** Everybody goes: what one test left open would take part in the next one. */
export async function closeBrowsers(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

/** The dashboard in one tab. */
export class AgentPage {
  readonly page: Page;
  readonly words: Words;
  /** All that the server has told this tab. */
  readonly recording: Recording;

  constructor(page: Page, language: Language) {
    this.page = page;
    this.words = WORDS[language];
    this.recording = record(page);
  }

  static async signIn(
    browser: Browser,
    url: string,
    look: Look = {},
    person: Person = OWNER,
  ): Promise<AgentPage> {
    const context = await newContext(browser, look);
    const agent = new AgentPage(await context.newPage(), look.language ?? "en");
    await agent.signIn(url, person.email, person.password);
    return agent;
  }

  async signIn(url: string, email: string, password: string): Promise<void> {
    await this.page.goto(url);
    await this.trySigningIn(email, password);
    // On a phone the rooms are behind the menu.
    await this.room(this.words.visitors).or(this.button("Menu")).first().waitFor();
  }

  async trySigningIn(email: string, password: string): Promise<void> {
    await this.email.fill(email);
    await this.password.fill(password);
    await this.button(this.words.signIn).click();
  }

  get email(): Locator {
    return this.page.getByRole("textbox", { name: this.words.email });
  }

  get password(): Locator {
    return this.page.getByLabel(this.words.password, { exact: true });
  }

  get alert(): Locator {
    return this.page.getByRole("alert");
  }

  /** Opens the menu of the account and clicks what is named there. */
  async choose(role: "menuitem" | "menuitemradio", name: string): Promise<void> {
    const menu = this.page.getByRole("button", { name: /^(Account|Compte)/ });
    // It stays open after a choice among several.
    if ((await menu.getAttribute("aria-expanded")) !== "true") await menu.click();
    await this.page.getByRole(role, { name, exact: true }).click();
  }

  room(name: string): Locator {
    return this.page.getByRole("link", { name, exact: true });
  }

  async openVisitors(): Promise<void> {
    await this.room(this.words.visitors).click();
    await this.page.getByRole("tab", { name: this.words.list }).waitFor();
  }

  get rows(): Locator {
    return this.page
      .getByRole("row")
      .filter({ has: this.page.getByRole("link", { name: this.words.visitor }) });
  }

  rowWith(text: string): Locator {
    return this.page.getByRole("row").filter({ hasText: text });
  }

  /** The row of the visitor who looks at the page of this title. */
  rowOf(title: string): Locator {
    return this.rows.filter({ has: this.page.getByRole("link", { name: title, exact: true }) });
  }

  visitorLink(): Locator {
    return this.rows.getByRole("link", { name: this.words.visitor });
  }

  serveButton(count: number): Locator {
    return this.page.getByRole("button", { name: this.words.serve(count), exact: true });
  }

  get log(): Locator {
    return this.page.getByRole("log", { name: this.words.conversation });
  }

  get composer(): Locator {
    return this.page.getByRole("textbox", { name: this.words.message, exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  async write(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  /** An item of the chat window's menu Actions. */
  async act(name: string): Promise<void> {
    await this.button(this.words.actions).click();
    await this.page.getByRole("menuitem", { name, exact: true }).click();
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  get noteSwitch(): Locator {
    return this.page.getByRole("switch", { name: this.words.privateNote });
  }

  async writeNote(text: string): Promise<void> {
    await this.noteSwitch.check({ force: true });
    await this.write(text);
    await this.noteSwitch.uncheck({ force: true });
  }

  /** Opens the dialog, says for whom, and presses the button of that name. */
  async invite(email: string, button: string): Promise<void> {
    await this.act(this.words.inviteOrTransfer);
    await this.dialog.getByRole("textbox", { name: this.words.agentEmail, exact: true }).fill(email);
    await this.dialog.getByRole("button", { name: button, exact: true }).click();
  }

  /** Opens the dialog and chooses the department; *Transfer* is yet to be pressed. */
  async chooseDepartment(name: string): Promise<void> {
    await this.act(this.words.transferToDepartment);
    await this.pickDepartment(name);
  }

  async pickDepartment(name: string): Promise<void> {
    await this.dialog.getByRole("combobox", { name: this.words.department, exact: true }).click();
    await this.page.getByRole("option", { name, exact: true }).click();
  }
}

/** A visitor's tab on the shop, with the widget in it. */
export class VisitorPage {
  readonly page: Page;
  readonly words: Words;
  /** All that the server has told this tab. */
  readonly recording: Recording;

  constructor(page: Page, language: Language) {
    this.page = page;
    this.words = WORDS[language];
    this.recording = record(page);
  }

  static async arrive(browser: Browser, url: string, look: Look = {}): Promise<VisitorPage> {
    const context = await newContext(browser, look);
    const visitor = new VisitorPage(await context.newPage(), look.language ?? "en");
    await visitor.page.goto(url);
    return visitor;
  }

  async open(): Promise<void> {
    await this.page.getByRole("button", { name: this.words.launcher }).click();
    await this.composer.waitFor();
  }

  get log(): Locator {
    return this.page.getByRole("log", { name: this.words.conversation });
  }

  get composer(): Locator {
    return this.page.getByRole("textbox", { name: this.words.message, exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  async write(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.button(this.words.send).click();
  }
}

/** The given texts as they follow one another in a log, whatever stands between. */
export async function inOrder(log: Locator, texts: readonly string[]): Promise<boolean> {
  const all = (await log.innerText()).split("\n").map((line) => line.trim());
  return all.filter((line) => texts.includes(line)).join("\n") === texts.join("\n");
}
