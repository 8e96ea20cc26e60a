import { expect, test } from "@playwright/test";
import { AgentPage, closeBrowsers, newContext } from "./kit/people.ts";
import { accountKey } from "./kit/scripted.ts";
import { OWNER, type Server, startServer } from "./kit/server.ts";

let server: Server;
test.beforeEach(async () => {
  server = await startServer({});
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await server.remove();
});

test("[DO2] first run: an owner is made, the first visitor appears, and signing in and out holds in every tab", async ({
  browser,
}) => {
  const context = await newContext(browser);
  const agent = new AgentPage(await context.newPage(), "en");
  const { page, words } = agent;
  const name = page.getByRole("textbox", { name: words.name, exact: true });
  await page.goto(server.url);

  await test.step("each field says what is wrong with it", async () => {
    await agent.button(words.createOwner).click();
    await expect(name).toHaveAccessibleDescription(/Enter your name/);
    await name.fill("  ");
    await agent.email.fill("marie");
    await agent.password.fill("1234567");
    await agent.button(words.createOwner).click();
    await expect(name).toHaveAccessibleDescription(/Enter your name/);
    await expect(agent.email).toHaveAccessibleDescription(/Enter an e-mail address/);
    await expect(agent.password).toHaveAccessibleDescription(/at least 8 characters/);
  });

  await test.step("what only the server can tell is said beside the field too", async () => {
    await name.fill(OWNER.name);
    await agent.email.fill("marie@@example.com");
    await agent.password.fill(OWNER.password);
    await agent.button(words.createOwner).click();
    await expect(agent.email).toHaveAttribute("aria-invalid", "true");
    await expect(agent.email).toHaveAccessibleDescription(/\S/);
  });

  await test.step("then come the snippet with the account's key and the demo shop", async () => {
    await agent.email.fill(OWNER.email);
    await agent.button(words.createOwner).click();
    await agent.room(words.visitors).waitFor();
    const key = await accountKey(server.url);
    expect(key).not.toBe("");
    const snippet = `<script async src="${server.url}/widget.js" data-key="${key}"></script>`;
    await expect(page.getByText(snippet, { exact: true })).toBeVisible();
    await expect(page.getByText("Waiting for the first visitor…")).toBeVisible();
  });

  await test.step("the first visitor is announced, live", async () => {
    const shop = context.waitForEvent("page");
    await page.getByRole("link", { name: words.demoShop }).click();
    const visitor = await shop;
    expect(new URL(visitor.url()).origin).toBe(server.shopUrl);
    await expect(page.getByText("Your first visitor is here")).toBeVisible();
    await agent.openVisitors();
    await expect(agent.rows).toHaveCount(1);
    await visitor.close();
  });

  await test.step("no script of a page reads the session", async () => {
    const cookies = await context.cookies(server.url);
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
    expect(await page.evaluate(() => document.cookie)).toBe("");
  });

  await test.step("the language is switched and remembered", async () => {
    await agent.choose("menuitemradio", "Français");
    await expect(agent.room("Visiteurs")).toBeVisible();
    await page.reload();
    await expect(agent.room("Visiteurs")).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", "fr");
    await agent.choose("menuitemradio", "English");
    await expect(agent.room("Visitors")).toBeVisible();
  });

  await test.step("signing out in one tab closes the socket of the other, which asks to sign in", async () => {
    const other = new AgentPage(await context.newPage(), "en");
    const opened = other.page.waitForEvent("websocket");
    await other.page.goto(server.url);
    const socket = await opened;
    await other.openVisitors();
    expect(socket.isClosed()).toBe(false);
    const closed = socket.waitForEvent("close");
    await agent.choose("menuitem", words.signOut);
    await expect(agent.button(words.signIn)).toBeVisible();
    await closed;
    await expect(other.button(words.signIn)).toBeVisible();
    await other.page.close();
    await page.goto(`${server.url}/visitors`);
    await expect(agent.button(words.signIn)).toBeVisible();
  });

  await test.step("the sign-in speaks both languages", async () => {
    await page.getByText("Français", { exact: true }).click();
    await expect(page.getByRole("radio", { name: "Français" })).toBeChecked();
    await expect(agent.button("Se connecter")).toBeVisible();
    await page.reload();
    await expect(page.getByRole("textbox", { name: "E-mail" })).toBeVisible();
    await page.getByText("English", { exact: true }).click();
  });

  await test.step("a wrong password is told, the right one opens", async () => {
    await agent.trySigningIn(OWNER.email, "wrong horse battery");
    await expect(agent.alert).toHaveText(words.wrongCredentials);
    await agent.trySigningIn(OWNER.email, OWNER.password);
    await agent.room(words.visitors).waitFor();
  });

  await test.step("too many wrong passwords are told when to try again", async () => {
    await agent.choose("menuitem", words.signOut);
    await guess("guessed@example.com", 9);
    await agent.trySigningIn("guessed@example.com", "guess by hand");
    await expect(agent.alert).toHaveText(words.wrongCredentials);
    await agent.trySigningIn("guessed@example.com", "one guess more");
    await expect(agent.alert).toHaveText(words.tooMany);
  });

  await test.step("who was not guessed at still comes in", async () => {
    await agent.trySigningIn(OWNER.email, OWNER.password);
    await agent.room(words.visitors).waitFor();
  });
});

/** As the sign-in form would, without the form. */
async function guess(email: string, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    const { status } = await fetch(`${server.url}/auth/session`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: server.url },
      body: JSON.stringify({ email, password: `guess number ${n}` }),
    });
    expect(status).toBe(401);
  }
}
