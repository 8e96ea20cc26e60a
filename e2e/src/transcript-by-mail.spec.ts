import { expect, test } from "@playwright/test";
import { expectNoFaults } from "./kit/faults.ts";
import { tabTo } from "./kit/keyboard.ts";
import { Mailbox } from "./kit/mailbox.ts";
import { AgentPage, closeBrowsers, VisitorPage } from "./kit/people.ts";
import { OWNER } from "./kit/server.ts";
import { cutAndRestore, Stage } from "./kit/stage.ts";

/** The network came back, and what waited for it has gone through. */
const BACK_MS = 40_000;
const NOTE = "note-between-agents";
/** Beside those of the design's table. */
const WORDS = {
  menu: "Options",
  details: "Vos coordonnées",
  sending: "Envoi en cours…",
  transcript: "Transcription par e-mail",
  comes: (email: string) => `La transcription arrivera dans un instant à l’adresse ${email}.`,
  back: "Revenir au chat",
  noAddress: "Ce n’est pas une adresse e-mail.",
  tooMany: "La transcription a déjà été envoyée plusieurs fois",
};

let mailbox: Mailbox;
let stage: Stage;
test.beforeEach(async () => {
  mailbox = await Mailbox.open();
  stage = await Stage.open({ SMTP_URL: mailbox.url, MAIL_FROM: "Argile <chat@argile.example>" });
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await stage.close();
  await mailbox.close();
});

test("[MA8] [MA9] [WI1] a visitor has the transcript mailed from the menu, in French, and ends the chat there", async ({
  browser,
}) => {
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language: "fr" });
  const agent = await AgentPage.signIn(browser, stage.dashboardUrl, { language: "fr" });
  const { words, page } = visitor;
  const item = (name: string) => page.getByRole("menuitem", { name, exact: true });
  const email = page.getByRole("textbox", { name: words.yourEmail });
  await visitor.open();
  await visitor.write("Ma théière est ébréchée");
  await visitor.button(WORDS.menu).click();
  await expect(item(words.endChat)).toBeVisible();
  await expect(item(WORDS.transcript)).toHaveCount(0);
  await page.keyboard.press("Escape");
  await agent.serveButton(1).click();
  await agent.writeNote(NOTE);
  await agent.write("Je regarde tout de suite");
  await expect(visitor.log).toContainText("Je regarde tout de suite");

  await test.step("by keyboard alone: what is no address is told, and what was typed stays", async () => {
    await tabTo(page, visitor.button(WORDS.menu));
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(item(WORDS.transcript)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(email).toBeFocused();
    await page.keyboard.type("zoe@");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert").filter({ hasText: WORDS.noAddress })).toBeVisible();
    await expect(email).toBeFocused();
    await expectNoFaults(page);
    await page.keyboard.type("example.com");
    await page.keyboard.press("Enter");
    await expect(page.getByText(WORDS.comes("zoe@example.com"))).toBeVisible();
    await expectNoFaults(page);
    await expect(visitor.button(WORDS.back)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(visitor.button(WORDS.menu)).toBeFocused();
  });

  await test.step("an answer leaves alone who has gone elsewhere on the page", async () => {
    const shop = page.getByRole("link").first();
    await visitor.button(WORDS.menu).click();
    await item(WORDS.details).click();
    await page.getByRole("textbox", { name: words.yourName }).fill("Zoé");
    await cutAndRestore([stage.visitorsCable], async () => {
      await visitor.button(words.save).click();
      await expect(visitor.button(WORDS.sending)).toBeVisible();
      await shop.focus();
    });
    await expect(visitor.composer).toBeVisible({ timeout: BACK_MS });
    await expect(shop).toBeFocused();

    await visitor.button(WORDS.menu).click();
    await item(WORDS.transcript).click();
    await email.fill("zoe@example.net");
    await cutAndRestore([stage.visitorsCable], async () => {
      await visitor.button(words.send).click();
      await shop.focus();
    });
    await expect(page.getByText(WORDS.comes("zoe@example.net"))).toBeVisible({ timeout: BACK_MS });
    await expect(shop).toBeFocused();
    await visitor.button(WORDS.back).click();
  });

  await test.step("it holds what the visitor saw", async () => {
    await expect.poll(() => mailbox.to("zoe@example.com").length).toBe(1);
    const [mail] = mailbox.to("zoe@example.com");
    expect(mail?.subject).toMatch(/^Votre conversation avec /);
    for (const text of ["Ma théière est ébréchée", "Je regarde tout de suite"])
      expect(mail?.text).toContain(text);
    const all = `${mail?.text} ${mail?.html} ${mail?.attachments.map(({ content }) => content)}`;
    for (const secret of [NOTE, OWNER.email]) expect(all).not.toContain(secret);
  });

  await test.step("the menu ends the chat; a known address stands there; the fourth within the hour is refused", async () => {
    await agent.button(words.info).click();
    await agent.page.getByRole("textbox", { name: words.email, exact: true }).fill("zoe@example.org");
    await agent.button(words.save).click();
    await expect(visitor.log).toContainText(words.detailsUpdated);
    await visitor.button(WORDS.menu).click();
    await item(words.endChat).click();
    for (const { log } of [visitor, agent]) await expect(log).toContainText(words.ended);
    const ask = async () => {
      await visitor.button(WORDS.menu).click();
      await item(WORDS.transcript).click();
      await expect(email).toHaveValue("zoe@example.org");
      await visitor.button(words.send).click();
    };
    await ask();
    await expect(page.getByText(WORDS.comes("zoe@example.org"))).toBeVisible();
    await visitor.button(WORDS.back).click();
    await expect.poll(() => mailbox.to("zoe@example.org").length).toBe(1);
    expect(mailbox.to("zoe@example.org")[0]?.text).toContain(words.ended);
    await ask();
    await expect(page.getByRole("alert").filter({ hasText: WORDS.tooMany })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(visitor.composer).toBeVisible();
  });
});
