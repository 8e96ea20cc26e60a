import { expect, test } from "@playwright/test";
import { expectNothingSecret } from "./kit/frames.ts";
import { AgentPage, closeBrowsers, VisitorPage } from "./kit/people.ts";
import { OWNER } from "./kit/server.ts";
import { addAgent } from "./kit/staff.ts";
import { cutAndRestore, Stage } from "./kit/stage.ts";
import { expectSameTranscript } from "./kit/transcript.ts";
import type { Language } from "./kit/words.ts";

const PAUL = { email: "paul.secret@example.com", password: "battery staple correct", name: "Paul" };

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
  test(`[CH8] [CH9] [WI7] leave and end, in ${language}: after a leave the same chat waits again, after an end a new one begins`, async ({
    browser,
  }) => {
    const marie = await AgentPage.signIn(browser, stage.dashboardUrl, { language });
    const paul = await AgentPage.signIn(browser, stage.dashboardUrl, { language }, PAUL);
    const { words } = marie;
    const visitor = await VisitorPage.arrive(browser, stage.shopUrl, { language });
    await visitor.open();
    await visitor.write("v one");
    await marie.serveButton(1).click();
    await marie.write("m one");
    await expect(visitor.log).toContainText("m one");
    const address = marie.page.url();

    await test.step("Marie leaves: both sides say so, and nobody is called", async () => {
      await marie.button(words.leaveChat).click();
      await expect(visitor.log).toContainText(words.left(OWNER.name));
      await expect(marie.log).toContainText(words.left(OWNER.name));
      await expect(paul.serveButton(0)).toBeVisible();
    });

    await test.step("the visitor writes: the same chat waits again, and Paul takes it with all that was said", async () => {
      await visitor.write("v two");
      await paul.serveButton(1).click();
      await expect(paul.log).toContainText("m one");
      expect(new URL(paul.page.url()).pathname).toBe(new URL(address).pathname);
      await expect(visitor.log).toContainText(words.joined(PAUL.name));
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

    await test.step("Paul ends what the visitor ended without a network: it is over on all sides", async () => {
      await cutAndRestore([stage.visitorsCable], async () => {
        await visitor.button(words.endChat).click();
        await paul.button(words.endChat).click();
        await expect(paul.log).toContainText(words.ended);
      });
      for (const { log } of [paul, marie, visitor])
        await expect(log).toContainText(words.ended, { timeout: 40_000 });
      await expectSameTranscript([paul, marie], visitor, { atLeast: 5 });
    });

    await test.step("the visitor writes again: a new chat, with nothing of the old one in it", async () => {
      await visitor.write("v new");
      await marie.serveButton(1).click();
      await expect(marie.log).toContainText("v new");
      // [WI7]
      await expect(visitor.button(words.endChat)).toBeEnabled();
      await expect(visitor.page.getByRole("alert")).toHaveCount(0);
      expect(marie.page.url()).not.toBe(address);
      const lines = await expectSameTranscript([marie], visitor);
      expect(lines).toEqual([
        { kind: "system", event: "ChatStarted", text: words.started },
        { kind: "message", from: null, text: "v new" },
        { kind: "system", event: "AgentJoined", text: words.joined(OWNER.name) },
      ]);
    });

    await expectNothingSecret({ visitors: [visitor], agents: [marie], secrets: [PAUL.email, OWNER.email] });
  });
}
