import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { expectNothingSecret } from "./kit/frames.ts";
import { tabTo } from "./kit/keyboard.ts";
import { AgentPage, closeBrowsers, newContext, VisitorPage } from "./kit/people.ts";
import { OWNER } from "./kit/server.ts";
import { colleagueReading } from "./kit/staff.ts";
import { cutAndRestore, Stage } from "./kit/stage.ts";
import { expectSameTranscript } from "./kit/transcript.ts";
import type { Language } from "./kit/words.ts";

const WORDS = {
  fr: {
    visual: "Visuel",
    groupBy: "Grouper par",
    pageTitle: "Titre de la page",
    columns: "Colonnes",
    incoming: "Entrants",
    clicked: "Bouton de chat cliqué",
    served: "Servis actuellement",
    active: "Actifs",
    offline: "Hors ligne",
    location: "Lieu",
    visits: "Visites (depuis un an)",
    search: "Rechercher des visiteurs",
    cart: "Articles dans le panier",
    longer: "Sur le site depuis plus de (minutes)",
    free: "Pas en chat",
    add: "Ajouter au panier",
  },
  en: {
    visual: "Visual",
    groupBy: "Group by",
    pageTitle: "Page title",
    columns: "Columns",
    incoming: "Incoming",
    clicked: "Chat button clicked",
    served: "Currently served",
    active: "Active",
    offline: "Offline",
    location: "Location",
    visits: "Visits (past year)",
    search: "Search visitors",
    cart: "Items in cart",
    longer: "On site longer than (minutes)",
    free: "Not in a chat",
    add: "Add to cart",
  },
} as const;

let stage: Stage;
test.beforeEach(async () => {
  stage = await Stage.open();
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await stage.close();
});

/** The visitor list as an agent sees it. */
class ListPage extends AgentPage {
  get texts() {
    return WORDS[this.words.locale === "fr-FR" ? "fr" : "en"];
  }

  /** The heading of a group, with its count. */
  group(name: string, count: number) {
    return this.page.getByRole("button", { name: `${name} ${count}`, exact: true });
  }

  get groupBy() {
    return this.page.getByRole("combobox", { name: this.texts.groupBy });
  }

  /** The box of the visual list. */
  box(name: string) {
    return this.page.getByRole("region", { name: new RegExp(`^${name} `) });
  }

  header(name: string) {
    return this.page.getByRole("columnheader", { name, exact: true });
  }

  tab(name: string) {
    return this.page.getByRole("tab", { name, exact: true });
  }
}

async function open(browser: Parameters<typeof newContext>[0], language: Language): Promise<ListPage> {
  const agent = new ListPage(await (await newContext(browser, { language })).newPage(), language);
  await agent.signIn(stage.dashboardUrl, OWNER.email, OWNER.password);
  await agent.openVisitors();
  return agent;
}

async function expectNoFaults(page: Page): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).analyze();
  expect(passes.length).toBeGreaterThan(0);
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

test("[VI9] [VI10] [VI11] [VI12] [VI15] [VI16] toute la liste des visiteurs : groupes, colonnes, recherche, visuel, en direct", async ({
  browser,
}) => {
  const agent = await open(browser, "fr");
  const { texts, words, page } = agent;
  const buyer = await VisitorPage.arrive(browser, `${stage.shopUrl}${words.products}`, { language: "fr" });
  await buyer.page.getByRole("button", { name: texts.add }).first().click();
  const reader = await VisitorPage.arrive(browser, stage.shopUrl, { language: "fr" });

  await test.step("who is on the site is active; who opens the panel has clicked the chat button", async () => {
    await expect(agent.group(texts.active, 2)).toBeVisible();
    await reader.open();
    await expect(agent.group(texts.clicked, 1)).toBeVisible();
    await expect(agent.group(texts.active, 1)).toBeVisible();
  });

  await test.step("who writes is incoming, with the words in the list as they come", async () => {
    await reader.write("Bonjour, une question");
    await expect(agent.group(texts.incoming, 1)).toBeVisible();
    await expect(agent.group(texts.clicked, 1)).toHaveCount(0);
    const row = agent.rows.filter({ hasText: "Bonjour, une question" });
    await expect(row).toContainText(words.requesting);
    await reader.write("Êtes-vous là ?");
    await expect(agent.rows.filter({ hasText: "Êtes-vous là ?" })).toHaveCount(1);
  });

  await test.step("a request is read from the list without serving it", async () => {
    await agent.rows.filter({ hasText: "Êtes-vous là ?" }).getByRole("link", { name: words.visitor }).click();
    await expect(agent.log).toContainText("Bonjour, une question");
    await expect(agent.serveButton(1)).toBeVisible();
    await page.goBack();
    await expect(agent.group(texts.incoming, 1)).toBeVisible();
  });

  await test.step("a group is collapsed to its heading, and still counts", async () => {
    await agent.group(texts.active, 1).click();
    await expect(agent.rows).toHaveCount(1);
    await expect(agent.group(texts.active, 1)).toHaveAttribute("aria-expanded", "false");
    const third = await VisitorPage.arrive(browser, stage.shopUrl, { language: "fr" });
    await expect(agent.group(texts.active, 2)).toHaveAttribute("aria-expanded", "false");
    await third.page.close();
  });

  await test.step("columns are chosen", async () => {
    await expect(agent.header(texts.location)).toBeVisible();
    await agent.button(texts.columns).click();
    await page.getByRole("menuitemcheckbox", { name: texts.location, exact: true }).click();
    await expect(page.getByRole("menuitemcheckbox", { name: texts.visits })).toBeChecked();
    await page.keyboard.press("Escape");
    await expect(agent.header(texts.location)).toHaveCount(0);
  });

  await test.step("grouped by page title, with choices that outlive a reload", async () => {
    await agent.groupBy.selectOption({ label: texts.pageTitle });
    const title = await buyer.page.title();
    await expect(agent.group(title, 1)).toBeVisible();
    await page.reload();
    await expect(agent.groupBy).toHaveValue("pageTitle");
    await expect(agent.group(title, 1)).toBeVisible();
    await expect(agent.header(texts.location)).toHaveCount(0);
    // Nothing in the address: what was chosen last.
    await agent.room(words.visitors).click();
    await expect(agent.groupBy).toHaveValue("pageTitle");
    await expect(page).toHaveURL(/[?&]group=pageTitle(&|$)/);
    await agent.groupBy.selectOption("activity");
    await expect(agent.group(texts.incoming, 1)).toBeVisible();
    // The third visitor is on the site for ten seconds after their page was closed [VI1].
    await expect(agent.group(texts.active, 1)).toHaveAttribute("aria-expanded", "false", { timeout: 20_000 });
    await agent.group(texts.active, 1).click();
  });

  await test.step("what an address says that the list does not know is dropped", async () => {
    await page.goto(`${stage.dashboardUrl}/visitors?group=moon&sort=weight&longer=-4&view=list`);
    await expect(agent.group(texts.incoming, 1)).toBeVisible();
    await expect(page).toHaveURL(/\?view=list&group=activity$/);
  });

  await test.step("the search looks in what is said too", async () => {
    await page.getByRole("searchbox", { name: texts.search }).fill("êtes-vous");
    await expect(agent.rows).toHaveCount(1);
    await page.getByRole("searchbox", { name: texts.search }).fill("");
    await expect(agent.rows).toHaveCount(2);
    await expectNoFaults(page);
  });

  await test.step("the example of the article is two clicks and a number", async () => {
    await page.getByRole("checkbox", { name: texts.cart }).check();
    await page.getByRole("checkbox", { name: texts.free }).check();
    await expect(agent.rows).toHaveCount(1);
    await page.getByRole("textbox", { name: texts.longer }).fill("60");
    await expect(agent.rows).toHaveCount(0);
    await page.getByRole("textbox", { name: texts.longer }).fill("");
    await page.getByRole("checkbox", { name: texts.cart }).uncheck();
    await page.getByRole("checkbox", { name: texts.free }).uncheck();
  });

  await test.step("Visuel: boxes, in which the visitor moves as the chat does, and leads to it", async () => {
    await agent.tab(texts.visual).click();
    await expect(agent.box(texts.incoming).getByRole("link", { name: words.visitor })).toHaveCount(1);
    await expect(agent.box(texts.active).getByRole("link", { name: words.visitor })).toHaveCount(1);
    await expect(agent.box(texts.offline)).toBeVisible();
    await agent.box(texts.incoming).getByRole("link", { name: words.visitor }).click();
    await expect(agent.log).toContainText("Êtes-vous là ?");
    await agent.serveButton(1).click();
    await agent.write("Oui, je vous écoute");
    const lea = await colleagueReading(browser, stage, agent, "fr");
    await expectSameTranscript([agent, lea], reader, { atLeast: 3 });
    await cutAndRestore([stage.agentsCable, stage.visitorsCable], async () => {
      await reader.write("Enfin !");
      await agent.write("Dites-moi");
    });
    await expectSameTranscript([agent, lea], reader, { atLeast: 5 });
    await lea.page.close();
    await expectNothingSecret({ visitors: [reader], agents: [agent], secrets: [OWNER.email] });
    await page.goBack();
    await expect(agent.box(texts.served)).toContainText(/Enfin !|Dites-moi/);
    await expect(agent.box(texts.incoming).getByRole("link")).toHaveCount(0);
    await buyer.page.close();
    await expect(agent.box(texts.offline).getByRole("link", { name: words.visitor })).toHaveCount(2, {
      timeout: 20_000,
    });
    await page.reload();
    await expect(agent.tab(texts.visual)).toHaveAttribute("aria-selected", "true");
    await expectNoFaults(page);
  });
});

test("[VI9] [VI10] the visitor list in English: groups, columns, both modes", async ({ browser }) => {
  const agent = await open(browser, "en");
  const { texts, words, page } = agent;
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl);
  await expect(agent.group(texts.active, 1)).toBeVisible();
  await visitor.open();
  await expect(agent.group(texts.clicked, 1)).toBeVisible();
  await visitor.write("Hello there");
  await expect(agent.group(texts.incoming, 1)).toBeVisible();
  await expect(agent.rows).toContainText("Hello there");
  await cutAndRestore([stage.agentsCable], async () => {
    await visitor.write("Is anybody there?");
    await expect(visitor.log).toContainText("Is anybody there?");
    await expect(agent.rows).toContainText("Hello there");
  });
  await expect(agent.rows).toContainText("Is anybody there?", { timeout: 40_000 });
  await agent.groupBy.selectOption({ label: texts.pageTitle });
  await expect(agent.group(await visitor.page.title(), 1)).toBeVisible();
  await agent.button(texts.columns).click();
  await expect(page.getByRole("menuitemcheckbox", { name: texts.visits })).toBeChecked();
  await page.keyboard.press("Escape");
  await agent.tab(texts.visual).click();
  await expect(agent.box(texts.incoming).getByRole("link", { name: words.visitor })).toHaveCount(1);
});

test("[VI16] the list by keyboard alone: the focus goes with a visitor who moves, and is never lost", async ({
  browser,
}) => {
  const agent = await open(browser, "en");
  const { texts, words, page } = agent;
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl);
  await visitor.open();
  await expect(agent.group(texts.clicked, 1)).toBeVisible();

  await agent.tab("List").focus();
  await page.keyboard.press("ArrowRight");
  await expect(agent.tab(texts.visual)).toHaveAttribute("aria-selected", "true");
  const card = agent.box(texts.clicked).getByRole("link", { name: words.visitor });
  await card.waitFor();
  await tabTo(page, card);
  await visitor.write("Hello");
  await expect(agent.box(texts.incoming).getByRole("link", { name: words.visitor })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(agent.log).toContainText("Hello");

  await page.goBack();
  await agent.tab(texts.visual).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(agent.group(texts.incoming, 1)).toBeVisible();
  await tabTo(page, agent.group(texts.incoming, 1));
  await page.keyboard.press("Enter");
  await expect(agent.rows).toHaveCount(0);
  await expect(agent.group(texts.incoming, 1)).toBeFocused();
  await page.keyboard.press("Space");
  await expect(agent.rows).toHaveCount(1);
  await page.keyboard.press("Tab");
  await expect(agent.rows.getByRole("link", { name: words.visitor })).toBeFocused();
});
