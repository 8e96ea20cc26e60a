import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectNoFaults } from "./kit/faults.ts";
import { png } from "./kit/files.ts";
import { expectFocus, tabTo } from "./kit/keyboard.ts";
import { AgentPage, closeBrowsers, VisitorPage } from "./kit/people.ts";
import { addAgent } from "./kit/staff.ts";
import { Stage } from "./kit/stage.ts";

const BEN = { email: "ben@agents.example", password: "ben likes long words", name: "Ben" };

let stage: Stage;
test.beforeEach(async () => {
  stage = await Stage.open();
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await stage.close();
});

test("[TE1] a colleague is written to by keyboard alone, and axe finds nothing in the room", async ({
  browser,
}) => {
  await addAgent(stage.server, BEN);
  const agent = await AgentPage.signIn(browser, stage.dashboardUrl, { language: "fr", colorScheme: "dark" });
  const { page, words } = agent;
  await enter(page, agent.room(words.team));
  await enter(page, agent.room(BEN.name));
  await expect(agent.composer).toBeFocused();
  await page.keyboard.type("Un café ?");
  await page.keyboard.press("Enter");
  await expect(agent.log).toContainText("Un café ?");
  await expectNoFaults(page);
  await expectFocus(page);
});

test("[ST1] [ST5] [WI1] the status is chosen, and a message left, by keyboard alone, and axe finds nothing in the form", async ({
  browser,
}) => {
  const agent = await AgentPage.signIn(browser, stage.dashboardUrl, { language: "fr" });
  const { words } = agent;
  await enter(agent.page, agent.button(words.online));
  await expect(agent.page.getByRole("menuitem", { name: words.online })).toBeFocused();
  for (const _ of [words.away, words.invisible]) await agent.page.keyboard.press("ArrowDown");
  await expect(agent.page.getByRole("menuitem", { name: words.invisible })).toBeFocused();
  await agent.page.keyboard.press("Enter");
  await expect(agent.button(words.invisible)).toBeVisible();

  const { page, ...visitor } = await offlineVisitor(stage, browser);
  await page.keyboard.press("Enter");
  await expect(visitor.email).toBeFocused();
  await expectNoFaults(page, "causerie-widget");
  await page.keyboard.type("zoe@example.com");
  await tabTo(page, visitor.composer);
  await page.keyboard.type("Livrez-vous à Lyon ?");
  await tabTo(page, visitor.send);
  await page.keyboard.press("Enter");
  const thanks = page.getByText("Merci, votre message est envoyé");
  await expect(thanks).toBeFocused();

  await test.step("also closed and opened again, and with another one wanted", async () => {
    await page.keyboard.press("Escape");
    await expect(visitor.launcher).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(thanks).toBeFocused();
    await tabTo(page, page.getByRole("button", { name: "Laisser un autre message" }));
    await page.keyboard.press("Enter");
    await expect(visitor.composer).toBeFocused();
  });

  await test.step("also with half-typed details in its place", async () => {
    await enter(page, page.getByRole("button", { name: "Options" }));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(visitor.name).toBeFocused();
    await page.keyboard.type("Zo");
    await tabTo(page, page.getByRole("button", { name: words.close }));
    await page.keyboard.press("Enter");
    await expect(visitor.launcher).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(visitor.name).toBeFocused();
  });
});

test("[FI6] [NO2] a file is sent and a picture looked at by keyboard alone", async ({ browser }) => {
  const agent = await AgentPage.signIn(browser, stage.dashboardUrl, { language: "fr" });
  const { page, words } = agent;
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language: "fr" });
  await visitor.open();
  await visitor.write("Bonjour");
  await agent.serveButton(1).click();
  await expect(agent.log).toContainText("Bonjour");
  for (const side of [agent, visitor]) {
    await tabTo(side.page, side.button(words.attach));
    const [chooser] = await Promise.all([
      side.page.waitForEvent("filechooser"),
      side.page.keyboard.press("Enter"),
    ]);
    await chooser.setFiles(png("photo.png", 300, 200, [60, 60, 180]));
    await side.page.getByRole("button", { name: "Ouvrir l’image photo.png" }).first().waitFor();
  }
  await tabTo(page, agent.button(words.attach));
  await page.keyboard.press("Alt+n");
  await expect(agent.noteSwitch).toBeChecked();
  await expect(agent.button(words.attach)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toHaveText(/^Une note ne contient pas de fichiers/);
  await page.keyboard.press("Alt+n");
  await expect(agent.noteSwitch).not.toBeChecked();
  await expect(agent.button(words.attach)).toBeFocused();
  const picture = page.getByRole("button", { name: "Ouvrir l’image photo.png" }).first();
  await enter(page, picture);
  await expect(page.getByRole("dialog", { name: "photo.png" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(picture).toBeFocused();
});

test("[DA1] the palette leads to a room, makes a ticket of the chat at hand and sets the status", async ({
  browser,
}) => {
  const agent = await AgentPage.signIn(browser, stage.dashboardUrl, { language: "fr" });
  const { page, words } = agent;
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language: "fr" });
  await visitor.open();
  await visitor.write("Bonjour");
  await agent.serveButton(1).click();
  await expect(agent.log).toContainText("Bonjour");
  const say = async (text: string) => {
    await page.keyboard.press("ControlOrMeta+KeyK");
    await page.keyboard.type(text);
    await expect(page.getByRole("button", { name: text })).toHaveCount(1);
    await page.keyboard.press("Enter");
  };
  await say(words.createTicket);
  await expect(agent.dialog.getByRole("textbox", { name: words.email })).toBeFocused();
  await page.keyboard.press("Escape");
  await say(words.away);
  await expect(agent.button(words.away)).toBeVisible();
  await page.keyboard.press("ControlOrMeta+KeyK");
  await expectNoFaults(page);
  await page.keyboard.press("Escape");
  await say(words.team);
  await expect(page.getByRole("heading", { name: words.team })).toBeFocused();
});

async function enter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

/** Whose panel is open on the form, and who stands on its button. */
async function offlineVisitor(on: Stage, browser: Parameters<typeof VisitorPage.arrive>[0]) {
  const visitor = await VisitorPage.arrive(browser, on.shopUrl, { language: "fr" });
  const { page, words } = visitor;
  const launcher = page.getByRole("button", { name: words.launcher });
  await launcher.focus();
  await page.keyboard.press("Enter");
  await expect(visitor.composer).toBeFocused();
  const send = visitor.button(words.send);
  await tabTo(page, send);
  return {
    page,
    launcher,
    composer: visitor.composer,
    send,
    name: page.getByRole("textbox", { name: words.yourName }),
    email: page.getByRole("textbox", { name: words.yourEmail }),
  };
}
