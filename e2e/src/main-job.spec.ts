import { expect, test } from "@playwright/test";
import { AgentPage, closeBrowsers, inOrder, VisitorPage } from "./kit/people.ts";
import { OWNER, type Server, startServer } from "./kit/server.ts";
import type { Language } from "./kit/words.ts";

let server: Server;
test.beforeEach(async () => {
  server = await startServer();
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await server.remove();
});

for (const language of ["fr", "en"] as Language[]) {
  test(`the main job, in ${language}: a visitor writes, an agent serves, both talk, the chat ends`, async ({
    browser,
  }) => {
    const agent = await AgentPage.signIn(browser, server.url, { language });
    const { words } = agent;
    await agent.openVisitors();
    const visitor = await VisitorPage.arrive(browser, server.shopUrl, { language });

    await test.step("the visitor appears by themselves with place, page and status", async () => {
      await visitor.page.getByRole("button", { name: words.launcher }).waitFor();
      const title = await visitor.page.title();
      await expect(agent.rows.first()).toContainText(title);
      await expect(agent.rows.first()).toContainText(words.local);
      await expect(agent.rows.first()).toContainText(words.browsing);
    });

    await test.step("the list follows to another page", async () => {
      await visitor.page.goto(server.shopUrl + words.products);
      await visitor.page.getByRole("button", { name: words.launcher }).waitFor();
      await expect(agent.rows.first()).toContainText(await visitor.page.title());
      await expect(agent.rows).toHaveCount(1);
    });

    await test.step("the visitor writes, the agent serves", async () => {
      await visitor.open();
      await visitor.write("Bonjour, hello");
      await expect(agent.rows.first()).toContainText(words.requesting);
      await agent.serveButton(1).click();
      await expect(agent.log).toContainText("Bonjour, hello");
      await expect(visitor.log).toContainText(words.joined(OWNER.name));
      await expect(agent.log).toContainText(words.started);
    });

    await test.step("each sees the other type", async () => {
      await visitor.composer.pressSequentially("One moment");
      await expect(agent.page.getByText(words.visitorTyping)).toBeVisible();
      await visitor.composer.fill("");
      await agent.composer.pressSequentially("Let me see");
      await expect(visitor.page.getByText(words.typing(OWNER.name))).toBeVisible();
      await agent.composer.fill("");
    });

    await test.step("three messages each way stand in one order on both sides", async () => {
      const texts = ["v 1", "a 1", "v 2", "a 2", "v 3", "a 3"];
      for (const text of texts) {
        await (text.startsWith("v") ? visitor : agent).write(text);
        await expect((text.startsWith("v") ? agent : visitor).log).toContainText(text);
      }
      expect(await inOrder(visitor.log, texts)).toBe(true);
      expect(await inOrder(agent.log, texts)).toBe(true);
    });

    await test.step("the agent ends the chat, both sides say so", async () => {
      await agent.button(words.endChat).click();
      await expect(agent.log).toContainText(words.ended);
      await expect(visitor.log).toContainText(words.ended);
    });
  });
}
