import { type Browser, expect, test } from "@playwright/test";
import { AgentPage, closeBrowsers, inOrder, VisitorPage } from "./kit/people.ts";
import { Cable } from "./kit/proxy.ts";
import { ownerEnv, type Server, startServer } from "./kit/server.ts";

/** The longest pause between two attempts to connect is 15 s, and an attempt may take 10. */
const BACK_WITHIN_MS = 40_000;

let server: Server;
let visitorsCable: Cable;
let agentsCable: Cable;

test.beforeEach(async () => {
  visitorsCable = await Cable.to(() => server.url);
  agentsCable = await Cable.to(() => server.url);
  // The shop's widget speaks through the visitors' cable.
  // However long the agent is away, nobody is put back into the queue: that is another rule's test.
  const patience = { AGENT_GONE_AFTER_MS: "600000" };
  server = await startServer({ ...ownerEnv(), ...patience, PUBLIC_URL: visitorsCable.url });
});

test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  visitorsCable.close();
  agentsCable.close();
  await server.remove();
});

async function arrive(browser: Browser, options: { withClock?: boolean } = {}): Promise<VisitorPage> {
  const visitor = await VisitorPage.arrive(browser, "about:blank");
  if (options.withClock) await visitor.page.clock.install();
  await visitor.page.goto(server.shopUrl);
  return visitor;
}

async function startChat(browser: Browser, options: { withClock?: boolean } = {}) {
  const agent = await AgentPage.signIn(browser, agentsCable.url);
  const visitor = await arrive(browser, options);
  await visitor.open();
  await visitor.write("v first");
  await agent.serveButton(1).click();
  await expect(agent.log).toContainText("v first");
  await agent.write("a first");
  await expect(visitor.log).toContainText("a first");
  return { agent, visitor };
}

test("[DL12] the visitor reloads, opens a second tab, loses the network for a minute and writes: nothing is lost or doubled", async ({
  browser,
}) => {
  const { agent, visitor } = await startChat(browser, { withClock: true });

  await visitor.page.reload();
  await expect(visitor.log).toContainText("a first");

  const second = new VisitorPage(await visitor.page.context().newPage(), "en");
  await second.page.goto(server.shopUrl);
  await expect(second.log).toContainText("a first");

  visitorsCable.cut();
  for (const text of ["v offline 1", "v offline 2", "v offline 3"]) await visitor.write(text);
  await agent.write("a meanwhile");
  await expect(agent.log.getByText("Sending…")).toHaveCount(0);
  await visitor.page.clock.runFor(60_000);
  await expect(visitor.log).toContainText("v offline 3");
  await expect(visitor.log).not.toContainText("a meanwhile");
  visitorsCable.mend();

  const texts = ["v first", "a first", "a meanwhile", "v offline 1", "v offline 2", "v offline 3"];
  for (const log of [visitor.log, second.log, agent.log]) {
    await expect.poll(() => inOrder(log, texts), { timeout: BACK_WITHIN_MS }).toBe(true);
  }
});

test("[DL12] the visitor writes without a network and reloads the page before it is back", async ({
  browser,
}) => {
  const { agent, visitor } = await startChat(browser);
  visitorsCable.cut();
  await visitor.write("v offline");
  // The shop's own pages are still there; only the chat server is out of reach.
  visitorsCable.mend();
  await visitor.page.reload();
  await expect(agent.log).toContainText("v offline");
  await expect.poll(() => inOrder(visitor.log, ["v first", "a first", "v offline"])).toBe(true);
});

test("[WT5] the visitor who reads back while their message waits for the network stays there as it goes through", async ({
  browser,
}) => {
  const { agent, visitor } = await startChat(browser);
  await agent.write(`a long${"\nand so on".repeat(60)}`);
  await expect(visitor.log).toContainText("and so on");
  const top = () => visitor.log.evaluate(({ scrollTop }) => scrollTop);
  visitorsCable.cut();
  for (const text of ["v offline 1", "v offline 2"]) await visitor.write(text);
  await expect(visitor.log).toContainText("v offline 2");
  await expect.poll(top).toBeGreaterThan(0);
  // A line that comes in the same frame goes to the end once more.
  await expect(async () => {
    await visitor.log.evaluate((log) => log.scrollTo(0, 0));
    await expect(visitor.button("Newest messages")).toBeVisible({ timeout: 1000 });
  }).toPass();
  visitorsCable.mend();
  await expect(agent.log).toContainText("v offline 2", { timeout: BACK_WITHIN_MS });
  await expect(visitor.log.getByText("Sending…")).toHaveCount(0);
  expect(await top()).toBe(0);
  await visitor.write("v now");
  await expect.poll(top).toBeGreaterThan(0);
});

test("[DL12] [WT5] the agent reloads, opens a second tab, loses the network for a minute and writes: nothing is lost or doubled", async ({
  browser,
}) => {
  const { agent, visitor } = await startChat(browser);

  await agent.page.clock.install();
  await agent.page.reload();
  await expect(agent.log).toContainText("a first");
  const second = new AgentPage(await agent.page.context().newPage(), "en");
  await second.page.goto(agent.page.url());
  await expect(second.log).toContainText("a first");

  agentsCable.cut();
  for (const text of [`a offline 1${"\nand so on".repeat(60)}`, "a offline 2"]) await agent.write(text);
  await visitor.write("v meanwhile");
  await expect(visitor.log.getByText("Sending…")).toHaveCount(0);
  await agent.page.clock.runFor(60_000);
  await expect(agent.log).toContainText("a offline 2");
  await expect(agent.log).not.toContainText("v meanwhile");
  await agent.log.evaluate((log) => log.scrollTo(0, 0));
  await expect(agent.button("Go to the latest message")).toBeVisible();
  agentsCable.mend();

  const texts = ["v first", "a first", "v meanwhile", "a offline 1", "a offline 2"];
  for (const log of [agent.log, second.log, visitor.log]) {
    await expect.poll(() => inOrder(log, texts), { timeout: BACK_WITHIN_MS }).toBe(true);
  }
  // What was sent before arrived while the agent reads further up.
  await expect(agent.button("1 new message")).toBeVisible();
  expect(await agent.log.evaluate((log) => log.scrollTop)).toBe(0);
});

test("[CH1] two tabs that start a chat in the same instant share one", async ({ browser }) => {
  const agent = await AgentPage.signIn(browser, agentsCable.url);
  const first = await VisitorPage.arrive(browser, server.shopUrl);
  const second = new VisitorPage(await first.page.context().newPage(), "en");
  await second.page.goto(server.shopUrl);
  for (const tab of [first, second]) await tab.open();
  await first.composer.fill("from the first");
  await second.composer.fill("from the second");
  await Promise.all([first, second].map((tab) => tab.button(tab.words.send).click()));
  await expect(agent.serveButton(1)).toBeVisible();
  for (const { log } of [first, second]) {
    await expect(log).toContainText("from the first");
    await expect(log).toContainText("from the second");
  }
  await agent.serveButton(1).click();
  await expect(agent.log).toContainText("from the first");
  await expect(agent.log).toContainText("from the second");
});

test("[DL16] the server is stopped and started under a chat: both sides carry on by themselves", async ({
  browser,
}) => {
  const { agent, visitor } = await startChat(browser);
  await server.stop();
  await visitor.write("v while it was down");
  await agent.write("a while it was down");
  await server.start();
  const texts = ["v while it was down", "a while it was down"];
  for (const text of texts) {
    await expect(visitor.log).toContainText(text, { timeout: 40_000 });
    await expect(agent.log).toContainText(text, { timeout: 40_000 });
  }
  const order = (await inOrder(visitor.log, texts)) ? texts : texts.toReversed();
  expect(await inOrder(agent.log, order)).toBe(true);
});
