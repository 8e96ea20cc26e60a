import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectNothingSecret } from "./kit/frames.ts";
import { tabTo } from "./kit/keyboard.ts";
import { Mailbox } from "./kit/mailbox.ts";
import { AgentPage, closeBrowsers, VisitorPage } from "./kit/people.ts";
import { OWNER } from "./kit/server.ts";
import { addAgent } from "./kit/staff.ts";
import { cutAndRestore, Stage } from "./kit/stage.ts";
import { expectSameTranscript } from "./kit/transcript.ts";
import type { Language } from "./kit/words.ts";

const FROM = "chat@argile.example";
const DESK = "desk@argile.example";
const PAUL = { email: "paul@example.com", password: "battery staple correct", name: "Paul" };
const NOTE = "note-between-agents";

let mailbox: Mailbox;
let stage: Stage;
test.beforeEach(async () => {
  mailbox = await Mailbox.open();
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await stage.close();
  await mailbox.close();
});

const withMail = () =>
  Stage.open({ SMTP_URL: mailbox.url, MAIL_FROM: `Argile <${FROM}>`, TICKET_EMAIL: DESK });

test("[TI1] [TI11] [MA1] [MA3] a ticket in French: made in the chat over a cut network, mailed, found, solved", async ({
  browser,
}) => {
  stage = await withMail();
  await addAgent(stage.server, PAUL);
  const { agent, visitor } = await served(
    browser,
    "fr",
    "Ma théière Brume est ébréchée\nQue puis-je faire ?",
  );
  const { words, page } = agent;
  await writeNote(agent, NOTE);
  await agent.write("Je regarde tout de suite");
  await expect(visitor.log).toContainText("Je regarde tout de suite");
  const chatAddress = new URL(page.url()).pathname;

  await test.step("it is proposed from the chat, and the missing e-mail is asked for", async () => {
    await openDialog(agent);
    await expect(box(agent, words.subject)).toHaveValue("Ma théière Brume est ébréchée");
    await expect(box(agent, words.description)).toHaveValue(
      "Ma théière Brume est ébréchée\nQue puis-je faire ?",
    );
    await agent.button(words.create).click();
    await expect(page.getByText(words.emailMissing)).toBeVisible();
    await expect(box(agent, words.email)).toBeFocused();
    await expectNoFaults(page);
  });

  await test.step("without a network it says so, and what was typed survives a reload", async () => {
    await box(agent, words.requester).fill("Zoé Lefèvre");
    await box(agent, words.email).fill("zoe@example.com");
    await box(agent, words.subject).fill("Théière ébréchée : échange ?");
    await box(agent, words.tags).fill("casse, brume");
    await cutAndRestore([stage.agentsCable], async () => {
      await agent.button(words.create).click();
      await expect(agent.alert.filter({ hasText: words.noAnswer })).toBeVisible();
      await expect(box(agent, words.subject)).toHaveValue("Théière ébréchée : échange ?");
    });
    await page.reload();
    await expect(box(agent, words.email)).toHaveValue("zoe@example.com");
    await expect(box(agent, words.subject)).toHaveValue("Théière ébréchée : échange ?");
    await agent.button(words.create).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });

  await test.step("the chat leads to the one ticket, and says that the details were changed", async () => {
    await expect(page.getByRole("link", { name: words.ticket(1) })).toBeVisible();
    await expect(page.getByRole("link", { name: words.ticket(2) })).toHaveCount(0);
    for (const { log } of [agent, visitor]) await expect(log).toContainText(words.detailsUpdated);
    await expectSameTranscript([agent], visitor, { atLeast: 2 });
  });

  await test.step("the requester and the help desk are written to, without the note", async () => {
    await expect.poll(() => mailbox.to("zoe@example.com").length).toBe(1);
    await expect.poll(() => mailbox.to(DESK).length).toBe(1);
    const [toRequester] = mailbox.to("zoe@example.com");
    const [toDesk] = mailbox.to(DESK);
    expect(toRequester?.subject).toBe("[#1] Théière ébréchée : échange ?");
    expect(toRequester?.text).toContain("Bonjour Zoé Lefèvre,");
    expect(toRequester?.messageId).toMatch(/@argile\.example>$/);
    expect(toRequester?.headers.get("auto-submitted")).toBe("auto-generated");
    expect(toDesk?.replyTo?.text).toBe('"Zoé Lefèvre" <zoe@example.com>');
    expect(toDesk?.attachments.map(({ filename }) => filename)).toEqual(["transcript-1.txt"]);
    for (const mail of [toRequester, toDesk]) {
      expect(mail?.text).toContain("Je regarde tout de suite");
      const all = `${mail?.text} ${mail?.html} ${mail?.attachments.map(({ content }) => content)}`;
      for (const secret of [NOTE, OWNER.email]) expect(all).not.toContain(secret);
    }
  });

  await test.step("in the room it is found, and leads to its page and to the chat", async () => {
    await agent.room(words.tickets).click();
    const row = page.getByRole("row").filter({ hasText: "Théière ébréchée" });
    await expect(row).toContainText("#1");
    await expect(row).toContainText("Zoé Lefèvre");
    await expect(row).toContainText(words.ticketStatus.open);
    await expectNoFaults(page);
    await page.getByText(words.solvedOnes, { exact: true }).click();
    await expect(page.getByText("Aucun ticket résolu")).toBeVisible();
    await page.getByText("Ouverts", { exact: true }).click();
    const search = page.getByRole("searchbox", { name: words.searchTickets });
    await search.fill("lampe");
    await expect(row).toHaveCount(0);
    await search.fill("ZOE@");
    await row.getByRole("link", { name: "Ouvrir le chat du ticket nº\u00a01" }).click();
    await expect(agent.log).toContainText("Je regarde tout de suite");
    expect(new URL(page.url()).pathname).toBe(chatAddress);
    await page.goBack();
    await expect(search).toHaveValue("ZOE@");
    await row.getByRole("link", { name: "Théière ébréchée" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: words.mailSent })).toHaveCount(2);
    await expect(page.locator("main")).toContainText("Je regarde tout de suite");
    await expect(page.locator("main")).not.toContainText(NOTE);
    await expectNoFaults(page);
    await page.getByRole("link", { name: words.openChat }).click();
    await expect(agent.log).toContainText("Je regarde tout de suite");
    expect(new URL(page.url()).pathname).toBe(chatAddress);
  });

  await test.step("solved, the requester is told in the same thread", async () => {
    await page.getByRole("link", { name: words.ticket(1) }).click();
    await agent.button(words.solve).click();
    await expect(agent.button(words.reopen)).toBeVisible();
    await expect.poll(() => mailbox.to("zoe@example.com").length).toBe(2);
    const [first, second] = mailbox.to("zoe@example.com");
    expect(second?.inReplyTo).toBe(first?.messageId);
    expect(second?.text).toContain("résolue");
    await agent.room(words.tickets).click();
    await expect(page.getByRole("row").filter({ hasText: "Théière" })).toHaveCount(0);
    await page.getByText(words.solvedOnes, { exact: true }).click();
    await expect(page.getByRole("row").filter({ hasText: "Théière" })).toHaveCount(1);
  });

  await test.step("after the chat another one is made, whose mail is refused, and goes when sent again", async () => {
    await page.goto(stage.dashboardUrl + chatAddress);
    await agent.button(words.endChat).click();
    await expect(visitor.log).toContainText(words.ended);
    mailbox.isRefusing = true;
    await openDialog(agent);
    await expect(box(agent, words.requester)).toHaveValue("zoe@example.com");
    await expect(box(agent, words.email)).toHaveCount(0);
    await agent.button(words.create).click();
    await page.getByRole("link", { name: words.ticket(2) }).click();
    const failed = page.getByRole("listitem").filter({ hasText: words.mailFailed });
    await expect(failed).toHaveCount(2);
    mailbox.isRefusing = false;
    await agent.button(words.sendAgain).click();
    await expect(page.getByRole("listitem").filter({ hasText: words.mailSent })).toHaveCount(2);
    await expect(failed).toHaveCount(0);
    await expect(agent.button(words.sendAgain)).toHaveCount(0);
  });

  await test.step("all sides agree, also when the network was away", async () => {
    await page.goto(stage.dashboardUrl + chatAddress);
    const paul = await AgentPage.signIn(browser, stage.dashboardUrl, { language: "fr" }, PAUL);
    await paul.page.goto(stage.dashboardUrl + chatAddress);
    await expect(paul.page.getByRole("link", { name: words.ticket(2) })).toBeVisible();
    await expectSameTranscript([agent, paul], visitor, { atLeast: 2 });
    await cutAndRestore([stage.agentsCable, stage.visitorsCable], async () => undefined);
    await expectSameTranscript([agent, paul], visitor, { atLeast: 2 });
    await expectNothingSecret({ visitors: [visitor], agents: [agent], secrets: [NOTE, OWNER.email] });
  });
});

test("[TI7] a ticket in English, without mail set up: kept, and it says so", async ({ browser }) => {
  stage = await Stage.open();
  const { agent } = await served(browser, "en", "Is the blue one in stock?");
  const { words, page } = agent;
  await openDialog(agent);
  await box(agent, words.email).fill("sam@example.com");
  await agent.button(words.create).click();
  await page.getByRole("link", { name: words.ticket(1) }).click();
  await expect(page.getByText(words.noMailSent)).toBeVisible();
  await expect(agent.button(words.sendAgain)).toHaveCount(0);
  await expect(page.locator("main")).toContainText("Is the blue one in stock?");
  await agent.button(words.solve).click();
  await agent.button(words.reopen).click();
  await expect(agent.button(words.solve)).toBeVisible();
});

test("[TI1] [MA5] an offline message in French is mailed to the help desk, and a ticket is made of it", async ({
  browser,
}) => {
  stage = await withMail();
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language: "fr" });
  const { words } = visitor;
  await visitor.open();
  await visitor.page.getByRole("textbox", { name: words.yourName }).fill("Zoé");
  await visitor.page.getByRole("textbox", { name: words.yourEmail }).fill("zoe@example.com");
  await visitor.write("Livrez-vous à Lyon ?");
  await expect.poll(() => mailbox.to(DESK).length).toBe(1);
  const [left] = mailbox.to(DESK);
  expect(left?.subject).toBe("Message de Zoé");
  expect(left?.replyTo?.text).toBe('"Zoé" <zoe@example.com>');
  expect(left?.text).toContain("Livrez-vous à Lyon ?");

  const agent = await AgentPage.signIn(browser, stage.dashboardUrl, { language: "fr" });
  await agent.room(words.history).click();
  await agent.page.getByRole("row").filter({ hasText: "Livrez-vous" }).getByRole("link").click();
  await openDialog(agent);
  await expect(box(agent, words.requester)).toHaveValue("Zoé <zoe@example.com>");
  await agent.button(words.create).click();
  await expect(agent.page.getByRole("link", { name: words.ticket(1) })).toBeVisible();
  await expect.poll(() => mailbox.to("zoe@example.com").length).toBe(1);
  expect(mailbox.to("zoe@example.com")[0]?.text).toContain("Livrez-vous à Lyon ?");
});

test("[TI1] by keyboard alone a ticket is made, found and solved, and the focus is never lost", async ({
  browser,
}) => {
  stage = await withMail();
  const { agent } = await served(browser, "en", "Where is my parcel?");
  const { words, page } = agent;
  const { keyboard } = page;
  await tabTo(page, agent.button(words.actions));
  await keyboard.press("Enter");
  await chooseItem(page, words.createTicket);
  await expect(box(agent, words.email)).toBeFocused();
  await keyboard.type("kim@example.com");
  await keyboard.press("Tab");
  await expect(box(agent, words.subject)).toBeFocused();
  await keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(agent.button(words.actions)).toBeFocused();
  await expect(page.getByRole("link", { name: words.ticket(1) })).toBeVisible();
  await tabTo(page, page.getByRole("link", { name: words.ticket(1) }));
  await keyboard.press("Enter");
  await expect(agent.button(words.solve)).toBeVisible();
  await tabTo(page, agent.button(words.solve));
  await keyboard.press("Enter");
  await expect(agent.button(words.reopen)).toBeFocused();
  await expect.poll(() => mailbox.to("kim@example.com").length).toBe(2);
});

/** A visitor has written, and the owner serves. */
async function served(browser: Parameters<typeof closeBrowsers>[0], language: Language, text: string) {
  const agent = await AgentPage.signIn(browser, stage.dashboardUrl, { language });
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language });
  await visitor.open();
  await visitor.write(text);
  await agent.serveButton(1).click();
  await expect(visitor.log).toContainText(agent.words.joined(OWNER.name));
  return { agent, visitor };
}

async function openDialog(agent: AgentPage): Promise<void> {
  await agent.button(agent.words.actions).click();
  await agent.page.getByRole("menuitem", { name: agent.words.createTicket, exact: true }).click();
  await expect(box(agent, agent.words.subject)).toBeVisible();
}

/** A field of the dialog. */
function box(agent: AgentPage, name: string): Locator {
  return agent.page.getByRole("dialog").getByRole("textbox", { name, exact: true });
}

async function writeNote(agent: AgentPage, text: string): Promise<void> {
  const note = agent.page.getByRole("switch", { name: agent.words.privateNote });
  await note.click();
  await agent.write(text);
  await expect(agent.log).toContainText(text);
  await note.click();
}

async function chooseItem(page: Page, name: string): Promise<void> {
  const item = page.getByRole("menuitem", { name, exact: true });
  await item.waitFor();
  for (let steps = 0; steps < 8; steps += 1) {
    if (await item.evaluate((element) => element.matches(":focus"))) break;
    await page.keyboard.press("ArrowDown");
  }
  await expect(item).toBeFocused();
  await page.keyboard.press("Enter");
}

async function expectNoFaults(page: Page): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze();
  expect(passes.length).toBeGreaterThan(0);
  expect(
    violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
    ),
  ).toEqual([]);
}
