import { expect, type Page, test } from "@playwright/test";
import { expectNoFaults } from "./kit/faults.ts";
import { expectNothingSecret } from "./kit/frames.ts";
import { AgentPage, closeBrowsers, inOrder, VisitorPage } from "./kit/people.ts";
import { OWNER } from "./kit/server.ts";
import { addAgent, changeSettings } from "./kit/staff.ts";
import { cutAndRestore, Stage } from "./kit/stage.ts";
import { expectSameTranscript } from "./kit/transcript.ts";
import type { Language } from "./kit/words.ts";

const PAUL = { email: "paul.secret@example.com", password: "battery staple correct", name: "Paul" };
/** A connection that was cut is back within this. */
const BACK = { timeout: 40_000 };

let stage: Stage;
test.beforeEach(async () => {
  test.slow();
  stage = await Stage.open();
  await addAgent(stage.server, PAUL);
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await stage.close();
});

async function chat(marie: AgentPage, visitor: VisitorPage): Promise<void> {
  await visitor.open();
  await visitor.write("v one");
  await marie.serveButton(1).click();
  await marie.write("m one");
  await expect(visitor.log).toContainText("m one");
}

/** The figures that Analytics shows of one agent: satisfaction, good, bad. */
async function figuresOf(page: Page, agent: string): Promise<string[]> {
  const row = page
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: agent, exact: true }) });
  return row.getByRole("cell").allInnerTexts();
}

test("[RA2] [RA9] [RA10] [RA14] la vie d’une évaluation, en français : bien, commentaire, mauvais, supprimée, bien ; Statistiques en compte une", async ({
  browser,
}) => {
  const marie = await AgentPage.signIn(browser, stage.dashboardUrl, { language: "fr" });
  const paul = await AgentPage.signIn(browser, stage.dashboardUrl, { language: "fr" }, PAUL);
  const { words } = marie;
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language: "fr" });
  await chat(marie, visitor);
  await paul.page.goto(new URL(new URL(marie.page.url()).pathname, stage.dashboardUrl).href);

  await test.step("désactivée, il n’y a rien à évaluer ni à demander ; activée, c’est là aussitôt", async () => {
    await expect(marie.button(words.requestRating)).toHaveCount(0);
    await expect(visitor.button(words.good)).toHaveCount(0);
    await marie.room(words.settings).click();
    await marie.page.getByRole("switch", { name: words.enableRating, exact: true }).check();
    await expect(visitor.button(words.good)).toHaveAttribute("aria-pressed", "false");
    await marie.room(words.visitors).click();
    await marie.visitorLink().click();
    await expect(marie.button(words.requestRating)).toBeVisible();
    await expect(paul.button(words.requestRating)).toHaveCount(0);
  });

  await test.step("Marie demande deux fois : la seconde demande remplace la première", async () => {
    await marie.button(words.requestRating).click();
    await expect(visitor.log).toContainText(words.ratingRequested);
    await marie.write("m two");
    await marie.button(words.requestRating).click();
    for (const { log } of [visitor, marie, paul]) {
      await expect.poll(() => inOrder(log, ["m two", words.ratingRequested])).toBe(true);
    }
    await expectNoFaults(visitor.page, "causerie-widget");
  });

  await test.step("le widget fermé, une demande s’annonce sur le lanceur", async () => {
    await visitor.button(words.close).click();
    await marie.button(words.requestRating).click();
    await expect(visitor.button(words.launcher)).toHaveAccessibleDescription("1 nouveau message");
    await visitor.page.getByRole("button", { name: "Comment évaluez-vous cette conversation" }).click();
    await expect(visitor.button(words.good)).toBeVisible();
    await visitor.button(words.close).click();
    await expect(visitor.button(words.launcher)).toHaveAccessibleDescription("");
    await visitor.open();
  });

  await test.step("bien, avec un commentaire que l’agent lit aussitôt", async () => {
    await visitor.button(words.good).click();
    await expect(visitor.button(words.good)).toHaveAttribute("aria-pressed", "true");
    const comment = visitor.page.getByRole("textbox", { name: words.leaveAComment });
    await comment.fill("Très rapide, merci !");
    await comment.press("Enter");
    await expect(marie.log).toContainText("Très rapide, merci !");
    await expect(comment).toHaveCount(0);
    await expectNoFaults(visitor.page, "causerie-widget");
    await expectNoFaults(marie.page);
  });

  await test.step("mauvais, puis rien, puis bien, réseau coupé au milieu : tout reste dans la transcription", async () => {
    await visitor.button(words.bad).click();
    await expect(marie.log).toContainText(words.ratedBad);
    await cutAndRestore([stage.agentsCable, stage.visitorsCable], async () => {
      await visitor.button(words.bad).click();
      await expect(visitor.button(words.bad)).toHaveAttribute("aria-pressed", "false");
      await expect(visitor.log).not.toContainText(words.ratingRemoved);
    });
    await expect(marie.log).toContainText(words.ratingRemoved, BACK);
    await visitor.button(words.good).click();
    const life = [
      words.ratedGood,
      words.commentSubmitted,
      words.ratedBad,
      words.ratingRemoved,
      words.ratedGood,
    ];
    for (const { log } of [visitor, marie, paul]) {
      await expect.poll(() => inOrder(log, life), BACK).toBe(true);
    }
    await expectSameTranscript([marie, paul], visitor, { atLeast: 3 });
  });

  await test.step("Statistiques : un chat évalué, Bien, pour Marie seule", async () => {
    await marie.room(words.analytics).click();
    await expect.poll(() => figuresOf(marie.page, OWNER.name)).toEqual(["100\u00a0%", "1", "0"]);
    expect(await figuresOf(marie.page, PAUL.name)).toEqual([]);
    await expectNoFaults(marie.page);
  });

  await expectNothingSecret({ visitors: [visitor], agents: [marie], secrets: [PAUL.email] });
});

test("[RA6] [RA7] [RA8] à la fin, le visiteur est invité à évaluer ; une évaluation donnée sans réseau juste avant de changer de page compte", async ({
  browser,
}) => {
  const marie = await AgentPage.signIn(browser, stage.dashboardUrl, { language: "fr" });
  const { words } = marie;
  await changeSettings(stage.server, { ratingEnabled: true });
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language: "fr" });
  await chat(marie, visitor);
  await marie.button(words.endChat).click();
  await expect(visitor.log).toContainText(words.ended);
  await expect(visitor.page.getByRole("region", { name: "Évaluation" })).toHaveClass(/asks/);

  await test.step("sur la page suivante, le chat terminé est encore là", async () => {
    await visitor.page.goto(stage.shopUrl + words.products);
    await expect(visitor.log).toContainText(words.ended);
    stage.visitorsCable.cut();
    await visitor.button(words.bad).click();
    await expect(visitor.button(words.bad)).toHaveAttribute("aria-pressed", "true");
    stage.visitorsCable.mend();
    await visitor.page.goto(stage.shopUrl);
    await expect(marie.log).toContainText(words.ratedBad, BACK);
    await expect(visitor.button(words.bad)).toHaveAttribute("aria-pressed", "true");
  });

  await test.step("un commentaire, au clavier seul", async () => {
    await visitor.button(words.leaveAComment).focus();
    await visitor.page.keyboard.press("Enter");
    await expect(visitor.page.getByRole("textbox", { name: words.leaveAComment })).toBeFocused();
    await visitor.page.keyboard.type("Trop long.");
    await visitor.page.keyboard.press("Enter");
    await expect(marie.log).toContainText("Trop long.");
    await expect(visitor.button(words.leaveAComment)).toBeFocused();
  });
  await expectSameTranscript([marie], visitor, { atLeast: 2 });

  await test.step("Statistiques montre le commentaire, qui mène au chat", async () => {
    const address = marie.page.url();
    await marie.room(words.analytics).click();
    await expect.poll(() => figuresOf(marie.page, OWNER.name)).toEqual(["0\u00a0%", "0", "1"]);
    const comment = marie.page.getByRole("listitem").filter({ hasText: "Trop long." });
    await comment.getByRole("link", { name: words.visitor }).click();
    await expect(marie.log).toContainText("Trop long.");
    expect(marie.page.url()).toBe(address);
  });
});

test("[RA8] [RA13] in English: off says how to enable it; enabled, asked for and given by keyboard alone", async ({
  browser,
}) => {
  const look = { colorScheme: "dark" } as const;
  const marie = await AgentPage.signIn(browser, stage.dashboardUrl, look);
  const { words } = marie;
  await marie.room(words.analytics).click();
  await expectNoFaults(marie.page);
  await expect(marie.page.getByText("Chat rating is not enabled")).toBeVisible();
  await marie.page.getByRole("link", { name: "Enable chat rating in Settings" }).click();
  await marie.page.getByRole("switch", { name: words.enableRating, exact: true }).check();
  await marie.room(words.analytics).click();
  await expect(marie.page.getByText("No ratings in this period")).toBeVisible();
  await expect(marie.page.getByText("Chat rating is not enabled")).toHaveCount(0);

  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, look);
  await chat(marie, visitor);
  await marie.button(words.requestRating).focus();
  await marie.page.keyboard.press("Enter");
  await expect(visitor.log).toContainText(words.ratingRequested);
  await visitor.button(words.good).focus();
  await visitor.page.keyboard.press("Space");
  await expect(marie.log).toContainText(words.ratedGood);
  await expect(visitor.button(words.good)).toBeFocused();
  await expectNoFaults(visitor.page, "causerie-widget");
  await expectNoFaults(marie.page);
  await expectSameTranscript([marie], visitor, { atLeast: 2 });
  await marie.room(words.analytics).click();
  await expect.poll(() => figuresOf(marie.page, OWNER.name)).toEqual(["100%", "1", "0"]);
  await expectNoFaults(marie.page);
});

for (const language of ["fr", "en"] as Language[]) {
  test(`[RA11] the period is in the address and can be chosen, in ${language}`, async ({ browser }) => {
    const marie = await AgentPage.signIn(browser, stage.dashboardUrl, { language });
    const { words, page } = marie;
    await changeSettings(stage.server, { ratingEnabled: true });
    const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language });
    await chat(marie, visitor);
    await visitor.button(words.good).click();
    await expect(marie.log).toContainText(words.ratedGood);
    await marie.room(words.analytics).click();
    await expect.poll(() => figuresOf(page, OWNER.name)).toHaveLength(3);
    const other = language === "fr" ? ["Personnalisée", "Du", "Au"] : ["Custom", "From", "To"];
    const [custom = "", from = "", to = ""] = other;
    await page.getByRole("radiogroup").getByText(custom, { exact: true }).click();
    await page.getByLabel(from, { exact: true }).fill("2024-01-01");
    await page.getByLabel(to, { exact: true }).fill("2024-01-31");
    await expect(page).toHaveURL(/period=custom&from=2024-01-01&to=2024-01-31/);
    await expect.poll(() => figuresOf(page, OWNER.name)).toEqual([]);
    await page.reload();
    await expect(page.getByLabel(to, { exact: true })).toHaveValue("2024-01-31");
    await page.getByLabel(to, { exact: true }).fill("2023-12-31");
    await expect(page.getByRole("alert")).toBeVisible();
    await expectNoFaults(page);
  });
}
