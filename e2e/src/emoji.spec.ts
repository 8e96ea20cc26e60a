import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { expectNoFaults } from "./kit/faults.ts";
import { expectNothingSecret } from "./kit/frames.ts";
import { AgentPage, closeBrowsers, newContext, VisitorPage } from "./kit/people.ts";
import { accountKey } from "./kit/scripted.ts";
import { OWNER } from "./kit/server.ts";
import { Site, snippet } from "./kit/site.ts";
import { changeSettings, colleagueReading } from "./kit/staff.ts";
import { cutAndRestore, Stage } from "./kit/stage.ts";
import { expectSameTranscript } from "./kit/transcript.ts";

/** A connection that was cut is back within this. */
const BACK = { timeout: 40_000 };

let stage: Stage;
test.beforeEach(async () => {
  test.slow();
  stage = await Stage.open();
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await stage.close();
});

async function chat(agent: AgentPage, visitor: VisitorPage): Promise<void> {
  await visitor.open();
  await visitor.write("v one");
  await agent.serveButton(1).click();
  await agent.write("a one");
  await expect(visitor.log).toContainText("a one");
}

type Side = { page: Page; composer: Locator; button(name: string): Locator };

function pickerOf({ page }: Side) {
  const dialog = page.getByRole("dialog", { name: "Emoji" });
  return {
    dialog,
    search: dialog.getByRole("combobox"),
    emoji: (name: RegExp) => dialog.getByRole("option", { name }),
  };
}

function offerOf({ page }: Side): Locator {
  return page.getByRole("listbox", { name: "Emoji" });
}

test("[EM1] [EM2] [EM3] [EM4] [EM5] des emojis des deux côtés, en français : choisis, cherchés, nommés, avec le réseau coupé", async ({
  browser,
}) => {
  const marie = await AgentPage.signIn(browser, stage.dashboardUrl, { language: "fr" });
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language: "fr" });
  const { words } = marie;
  const asked: string[] = [];
  for (const { page } of [marie, visitor]) page.on("request", (request) => asked.push(request.url()));
  await chat(marie, visitor);
  await marie.composer.fill("sans nom");
  await visitor.composer.fill("sans nom");
  expect(asked.filter((url) => url.includes("/emoji/"))).toEqual([]);

  for (const side of [marie, visitor] as Side[]) {
    await test.step("choisi dans le sélecteur, cherché sans ligature, inséré au curseur", async () => {
      await side.composer.fill("oui  merci");
      await side.composer.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(4, 4));
      await side.button(words.emoji).click();
      const picker = pickerOf(side);
      await expect(picker.search).toBeFocused();
      await picker.search.fill("coeur rouge");
      await expect(picker.emoji(/^❤️, cœur rouge$/)).toBeVisible();
      await expectNoFaults(side.page, side === visitor ? "causerie-widget" : undefined);
      await picker.emoji(/^❤️, cœur rouge$/).click();
      await expect(picker.dialog).toHaveCount(0);
      await expect(side.composer).toHaveValue("oui ❤️ merci");
      await expect(side.composer).toBeFocused();
    });

    await test.step("la teinte de peau choisie sert aussi à la complétion ; ce qui a servi est proposé", async () => {
      await side.button(words.emoji).click();
      const { dialog } = pickerOf(side);
      await dialog.getByRole("button", { name: /teint|peau/i }).click();
      await dialog.getByRole("option", { name: "Moyennement sombre", exact: true }).click();
      const used = dialog.getByRole("menu", { name: "Favoris" });
      await expect(used.getByRole("menuitem", { name: /^❤️, cœur rouge/ })).toBeVisible();
      await side.page.keyboard.press("Escape");
      await expect(dialog).toHaveCount(0);
      await expect(side.button(words.emoji)).toBeFocused();
      await side.composer.fill("");
      await side.composer.pressSequentially("bravo :pouce_vers_le_h");
      await expect(offerOf(side).getByRole("option").first()).toContainText("👍🏾");
      await expectNoFaults(side.page, side === visitor ? "causerie-widget" : undefined);
      await side.composer.press("Enter");
      await expect(side.composer).toHaveValue("bravo 👍🏾");
      await expect(offerOf(side)).toHaveCount(0);
    });

    await test.step("les flèches choisissent, Échap écarte, un nom entre deux points devient son emoji", async () => {
      // At once: of a name that is typed letter by letter other emoji are offered first.
      await side.composer.fill(":coeur");
      const options = offerOf(side).getByRole("option");
      await expect(options.first()).toHaveAttribute("aria-selected", "true");
      const second = await options.nth(1).locator("span").innerText();
      await side.composer.press("ArrowDown");
      await side.composer.press("Tab");
      await expect(side.composer).toHaveValue(second);
      await side.composer.fill("");
      await side.composer.pressSequentially(":coe");
      await expect(offerOf(side)).toBeVisible();
      await side.composer.press("Escape");
      await expect(offerOf(side)).toHaveCount(0);
      await expect(side.composer).toBeFocused();
      await side.composer.fill("");
      await side.composer.pressSequentially("à 10:30, :heart: et :tada:");
      await expect(side.composer).toHaveValue("à 10:30, ❤️ et 🎉");
    });
  }

  await test.step("envoyés, l’un d’eux sans réseau ; la transcription est la même", async () => {
    await marie.composer.press("Enter");
    await expect(visitor.log).toContainText("à 10:30, ❤️ et 🎉");
    const lea = await colleagueReading(browser, stage, marie, "fr");
    await cutAndRestore([stage.agentsCable, stage.visitorsCable], async () => {
      await visitor.composer.fill("");
      await visitor.composer.pressSequentially("sans réseau :tada:");
      await expect(visitor.composer).toHaveValue("sans réseau 🎉");
      await visitor.composer.press("Enter");
      await expect(visitor.log).toContainText("sans réseau 🎉");
    });
    await expect(marie.log).toContainText("sans réseau 🎉", BACK);
    await expectSameTranscript([marie, lea], visitor, { atLeast: 4 });
    await expectNothingSecret({ visitors: [visitor], agents: [marie], secrets: [OWNER.email] });
  });

  await test.step("rien n’est demandé ailleurs qu’ici", async () => {
    const own = [stage.dashboardUrl, stage.visitorsCable.url, stage.shopUrl];
    expect(asked.some((url) => url.endsWith("/emoji/fr.json"))).toBe(true);
    expect(asked.filter((url) => /^http/.test(url) && !own.some((origin) => url.startsWith(origin)))).toEqual(
      [],
    );
  });
});

test("[EM1] [EM4] in English and in the dark, by keyboard alone", async ({ browser }) => {
  const look = { colorScheme: "dark" } as const;
  const marie = await AgentPage.signIn(browser, stage.dashboardUrl, look);
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, look);
  const { words } = marie;
  await changeSettings(stage.server, { ratingEnabled: true });
  await chat(marie, visitor);
  for (const side of [marie, visitor] as Side[]) {
    const { keyboard } = side.page;
    await side.button(words.emoji).focus();
    await keyboard.press("Enter");
    const picker = pickerOf(side);
    await expect(picker.search).toBeFocused();
    await keyboard.type("party popper");
    await expect(picker.emoji(/party popper/)).toBeVisible();
    await expectNoFaults(side.page, side === visitor ? "causerie-widget" : undefined);
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await expect(side.composer).toHaveValue("🎉");
    await expect(side.composer).toBeFocused();
    await keyboard.type(" :thumbsup");
    await expect(offerOf(side).getByRole("option").first()).toContainText("👍");
    await keyboard.press("Enter");
    await expect(side.composer).toHaveValue(/^🎉 👍/);
    await keyboard.press("Enter");
    await expect(side.composer).toHaveValue("");
  }
  for (const { log } of [marie, visitor]) await expect(log.getByText(/^🎉 👍/)).toHaveCount(2);
  await expectSameTranscript([marie], visitor, { atLeast: 4 });
});

test("[EM6] on a page with a strict policy and a picker of its own the widget’s picker works", async ({
  browser,
}) => {
  const { visitor, complaints, site } = await onStrictPage(browser, "");
  await visitor.button(visitor.words.emoji).click();
  const picker = pickerOf(visitor);
  await picker.search.fill("red heart");
  const heart = picker.emoji(/^❤️, red heart$/);
  await expect(heart).toBeVisible();
  // Its style sheet is in force, and so are the properties that it sets itself.
  const grid = await heart.evaluate((element) => getComputedStyle(element.parentElement ?? element).display);
  expect(grid).toBe("grid");
  await heart.click();
  await expect(visitor.composer).toHaveValue("❤️");
  await visitor.composer.pressSequentially(" :tada:");
  await expect(visitor.composer).toHaveValue("❤️ 🎉");
  expect(complaints).toEqual([]);
  site.close();
});

test("[EM6] where a page’s policy lets the picker not draw itself, that is said, and names still work", async ({
  browser,
}) => {
  const { visitor, site } = await onStrictPage(browser, "; require-trusted-types-for 'script'");
  await visitor.button(visitor.words.emoji).click();
  await expect(visitor.page.getByRole("alert")).toContainText("The emoji could not be loaded");
  await visitor.composer.pressSequentially(":tada:");
  await expect(visitor.composer).toHaveValue("🎉");
  site.close();
});

/** The widget, open, on a site that allows the chat server alone; `more`: of its policy. */
async function onStrictPage(browser: Browser, more: string) {
  const origin = stage.visitorsCable.url;
  const sockets = origin.replace("http", "ws");
  const csp = `default-src 'none'; script-src ${origin} 'nonce-own'; connect-src ${origin} ${sockets}${more}`;
  const own = `<script nonce="own">customElements.define("emoji-picker", class extends HTMLElement {})</script>`;
  const live = snippet(origin, await accountKey(stage.server.url));
  const html = `<!doctype html><html lang="en"><head><title>Tea</title>${own}${live}</head><body><h1>Tea</h1></body></html>`;
  const site = await Site.serve({ "/": { html, headers: { "content-security-policy": csp } } });
  // With nobody online there is a form, and no composer.
  await AgentPage.signIn(browser, stage.dashboardUrl);
  const visitor = new VisitorPage(await (await newContext(browser)).newPage(), "en");
  const complaints: string[] = [];
  visitor.page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  visitor.page.on("pageerror", (error) => complaints.push(String(error)));
  await visitor.page.goto(site.url);
  await visitor.open();
  return { visitor, complaints, site };
}
