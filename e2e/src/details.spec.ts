import { type Browser, expect, type Locator, test } from "@playwright/test";
import { endedChat, onAStage } from "./kit/each-test.ts";
import { expectNoFaults } from "./kit/faults.ts";
import { expectNothingSecret } from "./kit/frames.ts";
import { tabTo } from "./kit/keyboard.ts";
import { AgentPage, type Person } from "./kit/people.ts";
import { OWNER } from "./kit/server.ts";
import { addAgent } from "./kit/staff.ts";
import { cutAndRestore, type Stage } from "./kit/stage.ts";
import { expectSameTranscript } from "./kit/transcript.ts";
import type { Language } from "./kit/words.ts";

const BEN: Person = { email: "ben@example.com", password: "ben likes long words", name: "Ben" };
/** A connection that was cut is back within this. */
const BACK_MS = 40_000;

let stage: Stage;
onAStage((opened) => {
  stage = opened;
});

test("[DE1] [DE3] [DE4] [DE5] [DE7] [DE8] [DE9] [HI3] [ST5] [WI1] details and history beside a chat, in fr", async ({
  browser,
}) => {
  await addAgent(stage.server, BEN);
  const marie = await signIn(browser, "fr");
  const ben = await signIn(browser, "fr", BEN);
  const { words } = marie;
  const visitor = await endedChat(browser, stage, marie, "La taille 40 est-elle en stock ?");
  await visitor.write("Et en bleu ?");
  await marie.serveButton(1).click();
  await expect(marie.log).toContainText("Et en bleu ?");
  await ben.page.goto(marie.page.url().replace(/\?.*/, ""));
  await expect(ben.log).toContainText("Et en bleu ?");

  await test.step("Infos shows place, page and visits, and says what is wrong with a field, keeping what was typed", async () => {
    await marie.button(words.info).click();
    const panel = marie.page.getByRole("complementary", { name: words.info });
    await expect(panel).toContainText(words.local);
    await expect(panel.getByRole("link", { name: "IP Geolocation by DB-IP" })).toBeVisible();
    await expect(panel).toContainText("C’est la première visite.");
    await field(marie, words.name).fill("Zoé Martin");
    await field(marie, words.email).fill("zoe@");
    await marie.button(words.save).click();
    await expect(panel).toContainText("Ce n’est pas une adresse e-mail.");
    await expect(field(marie, words.name)).toHaveValue("Zoé Martin");
    await expect(field(marie, words.email)).toHaveValue("zoe@");
  });

  await test.step("saved, it stands in both dashboards, the list and the chat, and the visitor sees the line", async () => {
    await field(marie, words.email).fill("zoe@example.com");
    await field(marie, words.phone).fill("+33 6 12 34 56 78");
    await field(marie, words.notes).fill("Remarque secrète");
    await field(marie, words.tags).fill("vip retour");
    await marie.button(words.save).click();
    await expect(marie.page.getByText("Enregistré", { exact: true })).toBeVisible();
    for (const log of [marie.log, ben.log, visitor.log])
      await expect(log).toContainText(words.detailsUpdated);
    for (const agent of [marie, ben]) {
      await expect(agent.page.getByRole("heading", { name: "Zoé Martin", level: 1 })).toBeVisible();
    }
    await ben.button(words.info).click();
    await expect(field(ben, words.notes)).toHaveValue("Remarque secrète");
    await expect(field(ben, words.tags)).toHaveValue("vip retour");
  });

  await test.step("different fields of two agents both stand; of one field the second sees both values and chooses", async () => {
    await field(ben, words.phone).fill("+33 1 11 11 11 11");
    await field(ben, words.tags).fill("vip retour b2b");
    await field(marie, words.phone).fill("+33 2 22 22 22 22");
    await field(marie, words.tags).fill("vip");
    await marie.button(words.save).click();
    await expect(ben.page.getByText("«\u202f+33 2 22 22 22 22\u202f»")).toBeVisible();
    await ben.button(words.save).click();
    await expect(ben.page.getByText("Choisissez d’abord ce qui doit rester.")).toBeVisible();
    await expect(field(marie, words.phone)).toHaveValue("+33 2 22 22 22 22");
    await ben.button("Garder le mien\u202f: Téléphone").click();
    await ben.button(words.save).click();
    for (const agent of [marie, ben]) {
      await expect(field(agent, words.phone)).toHaveValue("+33 1 11 11 11 11");
      await expect(field(agent, words.tags)).toHaveValue("vip b2b");
    }
  });

  await test.step("the visitor sees and edits their own details, and nothing else", async () => {
    await visitor.button("Options").click();
    await visitor.page.getByRole("menuitem", { name: "Vos coordonnées" }).click();
    const name = visitor.page.getByRole("textbox", { name: words.yourName });
    await expect(name).toBeFocused();
    await expect(name).toHaveValue("Zoé Martin");
    await visitor.page.getByRole("textbox", { name: words.yourEmail }).fill("zoe");
    await visitor.button(words.save).click();
    await expect(visitor.page.getByText("Ce n’est pas une adresse e-mail.")).toBeVisible();
    await expect(visitor.button(words.save)).toBeFocused();
    await visitor.page.getByRole("textbox", { name: words.yourEmail }).fill("zoe.martin@example.com");
    await visitor.page.reload();
    await expect(name).not.toBeFocused();
    await visitor.button(words.save).click();
    await expect(visitor.composer).toBeVisible();
    for (const agent of [marie, ben]) {
      await expect(field(agent, words.email)).toHaveValue("zoe.martin@example.com");
    }
  });

  await test.step("what was typed and not saved stays, over another room and a reload", async () => {
    await field(marie, words.notes).fill("Remarque secrète\nRappeler demain");
    await marie.openVisitors();
    await expect(marie.page.getByRole("link", { name: "Zoé Martin" }).first()).toBeVisible();
    await marie.page.goBack();
    await expect(field(marie, words.notes)).toHaveValue("Remarque secrète\nRappeler demain");
    await marie.page.reload();
    await expect(field(marie, words.notes)).toHaveValue("Remarque secrète\nRappeler demain");
    await expect(field(ben, words.notes)).toHaveValue("Remarque secrète");
  });

  await test.step("without a network an edit waits, and is done once when the network is back", async () => {
    await cutAndRestore([stage.agentsCable, stage.visitorsCable], async () => {
      await marie.button(words.save).click();
      await expect(marie.page.getByText("Enregistré dès que la connexion revient.")).toBeVisible();
    });
    await expect(field(ben, words.notes)).toHaveValue("Remarque secrète\nRappeler demain", {
      timeout: BACK_MS,
    });
    await expect(marie.page.getByText("Enregistré", { exact: true })).toBeVisible({ timeout: BACK_MS });
    await visitor.write("Merci");
    await expect(marie.log).toContainText("Merci", { timeout: BACK_MS });
  });

  await test.step("another browser with the same e-mail: its chat stands in the history, unverified", async () => {
    const other = await endedChat(browser, stage, marie, "Bonjour, c’est encore moi", async (page) => {
      const said = 'causerie.identify({ email: "ZOE.martin@example.com", token: "signed-later" })';
      await page.evaluate(said);
    });
    await other.page.context().close();
    await marie.page.goto(ben.page.url().replace(/\?.*/, ""));
    await marie.button(words.history).click();
    const list = marie.page.getByRole("complementary", { name: words.history });
    await expect(list.getByRole("listitem")).toHaveCount(2);
    await expect(list.getByRole("listitem").first()).toContainText("Bonjour, c’est encore moi");
    await expect(list.getByRole("listitem").first()).toContainText("Même e-mail, non vérifié");
    await expect(list.getByRole("listitem").last()).toContainText("La taille 40 est-elle en stock ?");
    await expect(list.getByRole("listitem").last()).toContainText(OWNER.name);
  });

  await test.step("a click opens the whole transcript beside the live chat", async () => {
    const list = marie.page.getByRole("complementary", { name: words.history });
    await list.getByText("La taille 40 est-elle en stock ?").click();
    const transcript = marie.page.getByRole("log", { name: /^Transcription du/ });
    await expect(transcript).toContainText("La taille 40 est-elle en stock ?");
    await expect(transcript).toContainText(words.ended);
    await expect(marie.log).toContainText("Et en bleu ?");
    await marie.write("Oui, en bleu aussi");
    await expect(visitor.log).toContainText("Oui, en bleu aussi");
    await marie.page.goBack();
    await expect(list.getByRole("listitem")).toHaveCount(2);
  });

  await test.step("with nobody online any more, the form for a message has the details that are known", async () => {
    await marie.button(words.endChat).click();
    await expect(visitor.log).toContainText(words.ended);
    for (const { page } of [marie, ben]) {
      await page.getByRole("button", { name: words.online, exact: true }).click();
      await page.getByRole("menuitem", { name: words.invisible, exact: true }).click();
    }
    await expect(visitor.page.getByRole("textbox", { name: words.yourEmail })).toHaveValue(
      "zoe.martin@example.com",
    );
    await expect(visitor.page.getByRole("textbox", { name: words.yourName })).toHaveValue("Zoé Martin");
  });

  await expectSameTranscript([marie, ben], visitor, { atLeast: 3 });
  await expectNothingSecret({
    visitors: [visitor],
    agents: [marie, ben],
    secrets: ["Remarque secrète", "Rappeler demain", OWNER.email, BEN.email, "b2b"],
  });
});

test("[DE1] [DE7] [HI3] details and history, in en: the site says who it is, the agent puts it right", async ({
  browser,
}) => {
  const agent = await signIn(browser, "en");
  const { words } = agent;
  const visitor = await endedChat(browser, stage, agent, "Is it in stock?", async (page) => {
    await page.evaluate('causerie.identify({ name: "zoe" })');
  });
  await visitor.write("And in blue?");
  await agent.serveButton(1).click();
  await agent.button(words.info).click();
  await expect(field(agent, words.name)).toHaveValue("zoe");
  await field(agent, words.name).fill("Zoe Martin");
  await field(agent, words.name).press("Enter");
  await expect(visitor.log).toContainText(words.detailsUpdated);
  await visitor.page.goto(stage.shopUrl + words.products);
  await visitor.page.evaluate('causerie.identify({ name: "zoe" })');
  await visitor.write("Still there?");
  await expect(agent.log).toContainText("Still there?");
  await expect(field(agent, words.name)).toHaveValue("Zoe Martin");
  await agent.button(words.history).click();
  await agent.page.getByRole("complementary", { name: words.history }).getByText("Is it in stock?").click();
  await expect(agent.page.getByRole("log", { name: /^Transcript of/ })).toContainText("Is it in stock?");
  await expectSameTranscript([agent], visitor, { atLeast: 2 });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`[DE9] details and history by keyboard alone, and axe finds nothing in ${colorScheme}`, async ({
    browser,
  }) => {
    const agent = await AgentPage.signIn(browser, stage.dashboardUrl, { colorScheme });
    const { words, page } = agent;
    const visitor = await endedChat(browser, stage, agent, "Is it in stock?");
    await visitor.write("And in blue?");
    await expect(agent.serveButton(1)).toBeVisible();
    await page.keyboard.press("Alt+s");
    await expect(agent.log).toContainText("And in blue?");

    await page.keyboard.press("Alt+i");
    await tabTo(page, field(agent, words.name));
    await page.keyboard.type("Zoe");
    await tabTo(page, field(agent, words.email));
    await page.keyboard.type("zoe@");
    await page.keyboard.press("Enter");
    await expect(page.getByText("This is no e-mail address.")).toBeVisible();
    await expectNoFaults(page);
    await page.keyboard.type("example.com");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await expect(field(agent, words.email)).toBeFocused();
    await expectNoFaults(page);

    await page.keyboard.press("Alt+h");
    const past = page
      .getByRole("complementary", { name: words.history })
      .getByRole("listitem")
      .getByRole("link");
    await expect(past).toHaveCount(1);
    await tabTo(page, past);
    await expectNoFaults(page);
    await page.keyboard.press("Enter");
    await expect(agent.button("Back to the past chats")).toBeFocused();
    await expect(page.getByRole("log", { name: /^Transcript of/ })).toContainText("Is it in stock?");
    await expectNoFaults(page);
    await page.keyboard.press("Enter");
    await expect(past).toBeFocused();

    await visitor.button("Options").click();
    await visitor.page.keyboard.press("ArrowDown");
    await visitor.page.keyboard.press("Enter");
    await expect(visitor.page.getByRole("textbox", { name: words.yourName })).toBeFocused();
    await expectNoFaults(visitor.page, "causerie-widget");
    await visitor.page.keyboard.press("Escape");
    await expect(visitor.button("Options")).toBeFocused();
    await expect(visitor.composer).toBeVisible();
    for (const key of ["Enter", "ArrowDown", "Enter"]) await visitor.page.keyboard.press(key);
    await expect(visitor.page.getByRole("textbox", { name: words.yourName })).toBeFocused();
    await tabTo(visitor.page, visitor.button(words.save));
    await visitor.page.keyboard.press("Enter");
    await expect(visitor.button("Options")).toBeFocused();
  });
}

function signIn(browser: Browser, language: Language, person: Person = OWNER): Promise<AgentPage> {
  return AgentPage.signIn(browser, stage.dashboardUrl, { language }, person);
}

function field({ page }: AgentPage, name: string): Locator {
  return page.getByRole("complementary", { name: /^Infos?$/ }).getByRole("textbox", { name, exact: true });
}
