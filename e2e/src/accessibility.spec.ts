import { expect, test } from "@playwright/test";
import { expectNoFaults, faultsIn } from "./kit/faults.ts";
import { expectFocus, tabTo } from "./kit/keyboard.ts";
import { AgentPage, closeBrowsers, newContext, VisitorPage } from "./kit/people.ts";
import { OWNER, type Server, startServer } from "./kit/server.ts";

let server: Server;
test.beforeEach(async () => {
  server = await startServer({});
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await server.remove();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious in ${colorScheme}, and finds what is planted in the widget`, async ({
    browser,
  }) => {
    const look = { colorScheme };
    const agent = new AgentPage(await (await newContext(browser, look)).newPage(), "en");
    const { words, page } = agent;

    await test.step("set-up, with its errors", async () => {
      await page.goto(server.url);
      await agent.button(words.createOwner).click();
      await expect(agent.email).toHaveAttribute("aria-invalid", "true");
      await expectNoFaults(page);
      await expect(page.locator("html")).toHaveCSS("color-scheme", colorScheme);
    });

    await setUp(agent);
    await expectNoFaults(page);

    const visitor = await VisitorPage.arrive(browser, server.shopUrl, look);
    await test.step("the widget, closed and open", async () => {
      await visitor.button(words.launcher).waitFor();
      await expectNoFaults(visitor.page, "causerie-widget");
      await visitor.open();
      await expect(visitor.page.getByRole("dialog")).toHaveCSS("color-scheme", colorScheme);
      await expectNoFaults(visitor.page, "causerie-widget");
    });

    await test.step("visitors, with a request", async () => {
      await visitor.write("Hello, see https://example.com/help");
      await agent.openVisitors();
      await expect(agent.rows).toContainText(words.requesting);
      await expectNoFaults(page);
    });

    await test.step("a chat with the info panel, and the widget in it", async () => {
      await agent.serveButton(1).click();
      await agent.button(words.info).click();
      await agent.write("Welcome, see https://example.com/help");
      await expect(page.getByRole("complementary", { name: words.info })).toContainText(words.local);
      await expect(visitor.log).toContainText("Welcome");
      await expectNoFaults(page);
      await expectNoFaults(visitor.page, "causerie-widget");
    });

    await test.step("an ended chat, on both sides", async () => {
      await agent.button(words.endChat).click();
      await expect(visitor.log).toContainText(words.ended);
      await expect(agent.log).toContainText(words.ended);
      await expectNoFaults(page);
      await expectNoFaults(visitor.page, "causerie-widget");
    });

    await test.step("a fault in the widget is found", async () => {
      await visitor.page.locator("causerie-widget").evaluate((host) => {
        host.shadowRoot?.querySelector("dialog")?.append(document.createElement("button"));
      });
      expect(await faultsIn(visitor.page, "causerie-widget")).toEqual([
        expect.stringMatching(/^button-name: /),
      ]);
    });

    await test.step("the sign-in", async () => {
      await agent.choose("menuitem", words.signOut);
      await agent.button(words.signIn).waitFor();
      await expectNoFaults(page);
    });
  });
}

test("an agent and a visitor chat by keyboard alone, and the focus is never lost", async ({ browser }) => {
  const agent = new AgentPage(await (await newContext(browser)).newPage(), "en");
  const { words } = agent;
  const agents = agent.page.keyboard;
  await agent.page.goto(server.url);
  await setUp(agent);
  await agent.choose("menuitem", words.signOut);

  await test.step("the agent signs in and goes to the visitors", async () => {
    await expect(agent.email).toBeFocused();
    await agents.type(OWNER.email);
    await agents.press("Tab");
    await agents.type(OWNER.password);
    await agents.press("Enter");
    await agent.room(words.visitors).waitFor();
    await expectFocus(agent.page);
    await tabTo(agent.page, agent.room(words.visitors));
    await agents.press("Enter");
    await agent.page.getByRole("tab", { name: words.list }).waitFor();
    await expectFocus(agent.page);
  });

  const visitor = await VisitorPage.arrive(browser, server.shopUrl);
  const visitors = visitor.page.keyboard;
  await test.step("the visitor opens the widget and writes", async () => {
    await visitor.button(words.launcher).waitFor();
    await tabTo(visitor.page, visitor.button(words.launcher));
    await visitors.press("Enter");
    await expect(visitor.composer).toBeFocused();
    await visitors.type("Hello");
    await visitors.press("Enter");
    await expect(visitor.log).toContainText("Hello");
    await expect(visitor.composer).toBeFocused();
  });

  await test.step("the agent serves, writes and ends", async () => {
    await agent.serveButton(1).waitFor();
    await agents.press("Alt+KeyS");
    await expect(agent.composer).toBeFocused();
    await agents.type("Good day");
    await agents.press("Enter");
    await expect(visitor.log).toContainText("Good day");
    await expect(agent.composer).toBeFocused();
    await agents.press("Alt+KeyE");
    await expect(agent.log).toContainText(words.ended);
    await expectFocus(agent.page);
  });

  await test.step("the visitor writes again, ends and closes", async () => {
    await expect(visitor.log).toContainText(words.ended);
    await visitors.type("One more thing");
    await visitors.press("Enter");
    await tabTo(visitor.page, visitor.button(words.endChat));
    await visitors.press("Enter");
    await expect(visitor.button(words.endChat)).toHaveCount(0);
    await expect(visitor.composer).toBeFocused();
    await visitors.press("Escape");
    await expect(visitor.button(words.launcher)).toBeFocused();
  });
});

async function setUp(agent: AgentPage): Promise<void> {
  const { page, words } = agent;
  await page.getByRole("textbox", { name: words.name, exact: true }).fill(OWNER.name);
  await agent.email.fill(OWNER.email);
  await agent.password.fill(OWNER.password);
  await agent.button(words.createOwner).click();
  await agent.room(words.visitors).waitFor();
}
