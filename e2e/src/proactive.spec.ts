import { expect, test } from "@playwright/test";
import { expectNothingSecret } from "./kit/frames.ts";
import { tabTo } from "./kit/keyboard.ts";
import { AgentPage, closeBrowsers, VisitorPage } from "./kit/people.ts";
import { OWNER } from "./kit/server.ts";
import { addAgent } from "./kit/staff.ts";
import { cutAndRestore, Stage } from "./kit/stage.ts";
import { expectSameTranscript } from "./kit/transcript.ts";
import type { Language } from "./kit/words.ts";

const PAUL = { email: "paul.secret@example.com", password: "battery staple correct", name: "Paul" };
const PHONE = { width: 390, height: 844 };
const SAID = {
  fr: { offer: "Puis-je vous aider ?", yes: "Oui, merci", again: "Me revoilà", teaser: "1 nouveau message" },
  en: { offer: "May I help you?", yes: "Yes, please", again: "Here I am again", teaser: "1 new message" },
} as const;

let stage: Stage;
test.beforeEach(async () => {
  stage = await Stage.open();
  await addAgent(stage.server, PAUL);
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await stage.close();
});

for (const language of ["fr", "en"] as Language[]) {
  test(`[CH6] [CH8] [CH11] the agent writes first, in ${language}: Visitors, List, a click on the name, type, Enter`, async ({
    browser,
  }) => {
    const said = SAID[language];
    const marie = await AgentPage.signIn(browser, stage.dashboardUrl, { language });
    const paul = await AgentPage.signIn(browser, stage.dashboardUrl, { language }, PAUL);
    const { words } = marie;
    const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language });

    await test.step("before her first message Marie is in no chat, and Enter sends it", async () => {
      await marie.openVisitors();
      await marie.page.getByRole("tab", { name: words.list, exact: true }).click();
      await marie.visitorLink().click();
      await expect(marie.button(words.endChat)).toHaveCount(0);
      await marie.composer.pressSequentially(said.offer);
      await expect(visitor.log).toHaveCount(0);
      await marie.composer.press("Enter");
    });

    await test.step("the widget opens on it and takes no focus; she joined with it, and nobody is called", async () => {
      await expect(visitor.log).toContainText(said.offer);
      await expect(visitor.composer).toBeVisible();
      await expect(visitor.composer).not.toBeFocused();
      await expect(marie.log).toContainText(words.joined(OWNER.name));
      await paul.openVisitors();
      await expect(paul.rows).toContainText(words.servedBy(OWNER.name));
      for (const agent of [marie, paul]) await expect(agent.serveButton(0)).toBeVisible();
    });

    await test.step("she leaves before an answer: nobody is called", async () => {
      await marie.button(words.leaveChat).click();
      await expect(visitor.log).toContainText(words.left(OWNER.name));
      await expect(paul.rows).toContainText(words.browsing);
      for (const agent of [marie, paul]) await expect(agent.serveButton(0)).toBeVisible();
    });

    await test.step("the visitor's answer puts the same chat in the queue", async () => {
      await visitor.write(said.yes);
      for (const agent of [marie, paul]) await expect(agent.serveButton(1)).toBeVisible();
      await expect(paul.rows).toContainText(words.requesting);
      await paul.serveButton(1).click();
      await expect(paul.page).toHaveURL((url) => url.pathname === new URL(marie.page.url()).pathname);
      await paul.write(said.again);
      const lines = await expectSameTranscript([paul, marie], visitor, { atLeast: 3 });
      expect(lines).toEqual([
        { kind: "system", event: "ChatStarted", text: words.started },
        { kind: "system", event: "AgentJoined", text: words.joined(OWNER.name) },
        { kind: "message", from: OWNER.name, text: said.offer },
        { kind: "system", event: "AgentLeft", text: words.left(OWNER.name) },
        { kind: "message", from: null, text: said.yes },
        { kind: "system", event: "AgentJoined", text: words.joined(PAUL.name) },
        { kind: "message", from: PAUL.name, text: said.again },
      ]);
    });

    await test.step("the network goes while both write; nothing is lost", async () => {
      await cutAndRestore([stage.agentsCable, stage.visitorsCable], async () => {
        await visitor.write("v without a network");
        await paul.write("p without a network");
      });
      await expect(visitor.log).toContainText("p without a network", { timeout: 40_000 });
      await expect(paul.log).toContainText("v without a network", { timeout: 40_000 });
      await expectSameTranscript([paul, marie], visitor, { atLeast: 5 });
    });

    await expectNothingSecret({ visitors: [visitor], agents: [marie], secrets: [PAUL.email, OWNER.email] });
  });
}

test("[CH6] sur un téléphone, le premier message d’un agent paraît en aperçu, et s’ouvre d’un toucher", async ({
  browser,
}) => {
  const said = SAID.fr;
  const agent = await AgentPage.signIn(browser, stage.dashboardUrl, { language: "fr" });
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language: "fr", viewport: PHONE });
  await agent.openVisitors();
  await agent.visitorLink().click();
  await agent.write(said.offer);
  const teaser = visitor.page.getByRole("button", { name: said.offer });
  await expect(teaser).toBeVisible();
  await expect(visitor.composer).toBeHidden();
  await expect(visitor.button(visitor.words.launcher)).toHaveAccessibleDescription(said.teaser);
  await teaser.click();
  await expect(visitor.log).toContainText(said.offer);
  await visitor.write(said.yes);
  await expectSameTranscript([agent], visitor, { atLeast: 2 });
});

test("[CH6] an agent writes first by keyboard alone", async ({ browser }) => {
  const agent = await AgentPage.signIn(browser, stage.dashboardUrl);
  const { words, page } = agent;
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl);
  await tabTo(page, agent.room(words.visitors));
  await page.keyboard.press("Enter");
  await agent.visitorLink().waitFor();
  await tabTo(page, agent.visitorLink());
  await page.keyboard.press("Enter");
  await expect(agent.composer).toBeFocused();
  await page.keyboard.type("May I help you?");
  await page.keyboard.press("Enter");
  await expect(visitor.log).toContainText("May I help you?");
  await expect(agent.composer).toBeFocused();
});
