import { type Browser, expect, test } from "@playwright/test";
import { expectNothingSecret } from "./kit/frames.ts";
import { AgentPage, closeBrowsers, VisitorPage } from "./kit/people.ts";
import { OWNER } from "./kit/server.ts";
import { addAgent, addDepartment } from "./kit/staff.ts";
import { cutAndRestore, Stage } from "./kit/stage.ts";
import { expectSameTranscript, visitorsTranscript } from "./kit/transcript.ts";
import type { Language } from "./kit/words.ts";

const PAUL = { email: "paul.girard@example.com", password: "battery staple correct", name: "Paul" };

let stage: Stage;
test.beforeEach(async () => {
  stage = await Stage.open();
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await stage.close();
});

async function ask(browser: Browser, language: Language, path: string, text: string): Promise<VisitorPage> {
  const visitor = await VisitorPage.arrive(browser, stage.shopUrl + path, { language });
  await visitor.open();
  await visitor.write(text);
  return visitor;
}

for (const language of ["fr", "en"] as Language[]) {
  test(`[QU4] serve, in ${language}: a request is read without serving it, the button opens the oldest that I may serve`, async ({
    browser,
  }) => {
    const helper = await addAgent(stage.server, PAUL);
    await addDepartment(stage.server, { name: "Atelier", members: [helper] });
    const marie = await AgentPage.signIn(browser, stage.dashboardUrl, { language });
    const paul = await AgentPage.signIn(browser, stage.dashboardUrl, { language }, PAUL);
    const { words } = marie;
    let hers = "";
    await expect(marie.serveButton(0)).toBeVisible();
    const first = await ask(browser, language, "", "v the oldest");
    await expect(marie.serveButton(1)).toBeVisible();
    const second = await ask(browser, language, words.products, "v the younger");
    await expect(marie.serveButton(2)).toBeVisible();

    await test.step("Marie opens the younger request from the list and reads it; it goes on waiting", async () => {
      await marie.openVisitors();
      await marie
        .rowOf(await second.page.title())
        .getByRole("link", { name: words.visitor })
        .click();
      await expect(marie.log).toContainText("v the younger");
      hers = new URL(marie.page.url()).pathname;
      await expect(marie.composer).toBeHidden();
      await expect(marie.button(words.leaveChat)).toBeHidden();
      await second.write("v a second line");
      await expect(marie.log).toContainText("v a second line");
      for (const agent of [marie, paul]) await expect(agent.serveButton(2)).toBeVisible();
      await expect(second.log).not.toContainText(words.joined(OWNER.name));
    });

    await test.step("Serve opens the oldest all the same", async () => {
      await marie.serveButton(2).click();
      await expect(marie.log).toContainText("v the oldest");
      await expect(first.log).toContainText(words.joined(OWNER.name));
      for (const agent of [marie, paul]) await expect(agent.serveButton(1)).toBeVisible();
    });

    await test.step("what waits for a department counts for its members alone", async () => {
      await marie.write("m to the workshop");
      await marie.chooseDepartment("Atelier");
      await marie.button(words.transfer).click();
      await expect(first.log).toContainText(words.transferred("Atelier"));
      await expect(paul.serveButton(2)).toBeVisible();
      await expect(marie.serveButton(1)).toBeVisible();
    });

    await test.step("each serves what is theirs; of two who click at once, one gets the request", async () => {
      await marie.serveButton(1).click();
      await expect(second.log).toContainText(words.joined(OWNER.name));
      await paul.serveButton(1).click();
      await expect(first.log).toContainText(words.joined(PAUL.name));
      const third = await ask(browser, language, "", "v the third");
      for (const agent of [marie, paul]) await expect(agent.serveButton(1)).toBeVisible();
      const buttons = await Promise.all([marie, paul].map((agent) => agent.serveButton(1).elementHandle()));
      // Forced: the slower one's button may be off already, which is what they would find.
      await Promise.all(buttons.map((button) => button?.click({ force: true })));
      await expect(third.log).toContainText(/(marie|Paul) (joined|a rejoint)/);
      for (const agent of [marie, paul]) await expect(agent.serveButton(0)).toBeVisible();
      const joined = (await visitorsTranscript(third)).filter(({ text }) => /joined|rejoint/.test(text));
      expect(joined).toHaveLength(1);
    });

    await test.step("the network is cut around an answer: both sides show the same", async () => {
      await marie.page.goto(stage.dashboardUrl + hers);
      await expect(marie.composer).toBeVisible();
      await cutAndRestore([stage.agentsCable, stage.visitorsCable], async () => {
        await marie.write("m without a network");
        await second.write("v without a network");
      });
      await expect(second.log).toContainText("m without a network", { timeout: 40_000 });
      await expect(marie.log).toContainText("v without a network", { timeout: 40_000 });
      await paul.page.goto(stage.dashboardUrl + hers);
      await expectSameTranscript([marie, paul], second, { atLeast: 4 });
    });

    await expectNothingSecret({
      visitors: [first, second],
      agents: [marie, paul],
      secrets: [OWNER.email, PAUL.email],
    });
  });
}
