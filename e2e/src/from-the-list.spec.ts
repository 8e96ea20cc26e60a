import { expect, type Page, test } from "@playwright/test";
import { AgentPage, closeBrowsers, inOrder, newContext, type Person, VisitorPage } from "./kit/people.ts";
import { OWNER, type Server, startServer } from "./kit/server.ts";
import { addAgent } from "./kit/staff.ts";

const PHONE = { width: 390, height: 844 };

let server: Server;
test.beforeEach(async () => {
  server = await startServer();
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await server.remove();
});

test("[CH6] [CH8] [CH11] an agent writes first; who answers after the agent left waits in the queue, in the same chat", async ({
  browser,
}) => {
  const agent = await AgentPage.signIn(browser, server.url);
  const { words } = agent;
  const visitor = await VisitorPage.arrive(browser, server.shopUrl);

  await test.step("the cart of the shop stands in the list", async () => {
    await visitor.button(words.launcher).waitFor();
    await visitor.page.getByRole("button", { name: "Add to cart: Brume teapot" }).click();
    await agent.openVisitors();
    await expect(agent.rows).toHaveCount(1);
    await expect(agent.rows.getByRole("cell", { name: words.items(1) })).toContainText("€68.00");
  });

  await test.step("click the name, type, Enter: the visitor's panel opens by itself, and takes no focus", async () => {
    await agent.visitorLink().click();
    await agent.composer.pressSequentially("May I help you?");
    await agent.composer.press("Enter");
    await expect(visitor.log).toContainText("May I help you?");
    await expect(visitor.composer).toBeVisible();
    await expect(visitor.composer).not.toBeFocused();
    await expect(agent.log).toContainText("May I help you?");
    await expect(agent.serveButton(0)).toBeVisible();
  });

  await test.step("the cart stands in the info panel, and follows", async () => {
    await agent.button(words.info).click();
    const info = agent.page.getByRole("complementary", { name: words.info });
    await expect(info).toContainText(words.items(1));
    await visitor.page.goto(`${server.shopUrl}${words.products}`);
    await visitor.page.getByRole("button", { name: "Add to cart", exact: true }).press("Enter");
    await expect(info).toContainText(words.items(2));
    await expect(visitor.log).toContainText("May I help you?");
  });

  const chatUrl = new URL(agent.page.url()).pathname;
  await test.step("the agent leaves: both see it, and nobody waits", async () => {
    await agent.button(words.leaveChat).click();
    await expect(visitor.log).toContainText(words.left(OWNER.name));
    await expect(agent.log).toContainText(words.left(OWNER.name));
    await expect(agent.button(words.endChat)).toHaveCount(0);
    await expect(agent.serveButton(0)).toBeVisible();
  });

  await test.step("the visitor answers: the same chat waits, and is served again", async () => {
    await visitor.write("Yes, please");
    await expect(agent.serveButton(1)).toBeVisible();
    await agent.openVisitors();
    await expect(agent.rows).toContainText(words.requesting);
    await agent.serveButton(1).click();
    await expect(agent.page).toHaveURL((url) => url.pathname === chatUrl);
    await expect(agent.log).toContainText("Yes, please");
    await agent.write("Here I am again");
    for (const log of [agent.log, visitor.log]) {
      await expect.poll(() => inOrder(log, ["May I help you?", "Yes, please", "Here I am again"])).toBe(true);
    }
  });

  await test.step("what comes while looking elsewhere is counted in my chats", async () => {
    await agent.openVisitors();
    for (const text of ["one", "two", "three"]) await visitor.write(text);
    await expect(agent.page.getByRole("img", { name: words.unread(3) })).toBeVisible();
    await agent.page
      .getByRole("region", { name: "My chats" })
      .getByRole("link", { name: words.visitor })
      .click();
    await expect(agent.log).toContainText("three");
    await expect(agent.page.getByRole("img", { name: words.unread(3) })).toHaveCount(0);
  });
});

test("on a phone an agent's first message shows as a teaser, and opens at a touch", async ({ browser }) => {
  const agent = await AgentPage.signIn(browser, server.url);
  const visitor = await VisitorPage.arrive(browser, server.shopUrl, { viewport: PHONE });
  await agent.openVisitors();
  await agent.visitorLink().click();
  await agent.write("Can I help?");
  const teaser = visitor.page.getByRole("button", { name: "Can I help?" });
  await expect(teaser).toBeVisible();
  await expect(visitor.composer).toBeHidden();
  await expect(visitor.button(visitor.words.launcher)).toHaveAccessibleDescription("1 new message");
  await teaser.click();
  await expect(visitor.log).toContainText("Can I help?");
  await expect(visitor.page.getByRole("dialog")).toBeInViewport({ ratio: 1 });
  expect(await visitor.page.getByRole("dialog").boundingBox()).toEqual({ x: 0, y: 0, ...PHONE });
  await visitor.write("Yes");
  await expect(agent.log).toContainText("Yes");
});

test("[CH4] [CH7] what one agent serves, the other is told by whom", async ({ browser }) => {
  const paul: Person = { email: "paul@example.com", password: "battery staple correct", name: "Paul" };
  await addAgent(server, paul);
  const marie = await AgentPage.signIn(browser, server.url);
  const other = new AgentPage(await (await newContext(browser)).newPage(), "en");
  const valve = await putValve(other.page);
  await other.signIn(server.url, paul.email, paul.password);
  const { words } = marie;
  const visitor = await VisitorPage.arrive(browser, server.shopUrl);
  await visitor.open();
  await visitor.write("Is anybody there?");
  await other.openVisitors();
  await expect(other.rows).toContainText(words.requesting);

  // Both look at the request; one is faster, and the other's page does not know it yet.
  await other.visitorLink().click();
  const serveThis = other.button("Serve this request");
  await expect(serveThis).toBeVisible();
  valve.shut();
  await marie.serveButton(1).click();
  await expect(marie.log).toContainText("Is anybody there?");
  await serveThis.click();
  valve.open();
  await expect(other.alert).toContainText(OWNER.name);

  await other.openVisitors();
  await expect(other.rows).toContainText(words.servedBy(OWNER.name));
  await expect(other.serveButton(0)).toBeVisible();
  await other.visitorLink().click();
  await expect(other.page.getByText(`${OWNER.name} is serving this chat. You can read along.`)).toBeVisible();
  await expect(other.composer).toHaveCount(0);
  await marie.write("I am here");
  await expect(other.log).toContainText("I am here");
});

/** Holds back what the server tells a page, while what the page says still goes through. */
async function putValve(page: Page): Promise<{ shut(): void; open(): void }> {
  let isShut = false;
  let held: (() => void)[] = [];
  await page.routeWebSocket("**/ws/agent", (socket) => {
    socket.connectToServer().onMessage((message) => {
      if (isShut) held.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  return {
    shut: () => {
      isShut = true;
    },
    open: () => {
      isShut = false;
      for (const pass of held) pass();
      held = [];
    },
  };
}

test("[VI21] who comes while a visitor is pressed on is shown after it, and moves nothing under the pointer", async ({
  browser,
}) => {
  const agent = await AgentPage.signIn(browser, server.url);
  await agent.openVisitors();
  const visitor = await VisitorPage.arrive(browser, server.shopUrl);
  await visitor.open();
  await visitor.write("Hello there");
  await expect(agent.rows).toContainText("Hello there");
  // How long a press is taken for one is no matter of how fast this test runs. Before the first move, which sets a timer.
  await agent.page.clock.install();
  // An instant that has not passed yet when a slow machine comes to it, and before which no connection is given up.
  await agent.page.clock.pauseAt(Date.now() + 15_000);
  await agent.rows.getByText("Hello there").hover();
  await agent.page.mouse.down();
  await VisitorPage.arrive(browser, `${server.shopUrl}${agent.words.products}`);
  await expect(agent.page.getByText("2 visitors on the site")).toBeVisible();
  await visitor.write("What is said goes on");
  await expect(agent.rows).toContainText("What is said goes on");
  await expect(agent.rows).toHaveCount(1);
  await agent.page.mouse.up();
  await agent.page.clock.runFor(1000);
  await expect(agent.rows).toHaveCount(2);
});
