import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { AgentPage, closeBrowsers, VisitorPage } from "./kit/people.ts";
import { accountKey, scriptedVisitor } from "./kit/scripted.ts";
import { type Server, startServer, until } from "./kit/server.ts";

const MOST = 10_000;
const WITHIN_MS = 30_000;
const RTL = "\u202e";
/** Each would do something, were it taken for more than text: `ran` would then be set. */
const HOSTILE = [
  `<img src=x onerror="window.ran='img'">`,
  `<script>window.ran='script'</script>`,
  `</p></div><svg onload="window.ran='svg'"><style>*{display:none!important}</style>`,
  `javascript:window.ran='link'`,
  `[click](javascript:window.ran='markdown') data:text/html,<script>window.ran='data'</script>`,
  `&lt;b&gt; &amp; {{7*7}} \${7*7} %s`,
  `${RTL}gpj.exe and https://shop.example/${RTL}moc.live//:sptth`,
  "\u200b\u200d\u2060zero\u200bwidth\ufeff, a family 👨‍👩‍👧‍👦, a flag 🏴‍☠️, Z̴̨̛͔̣͖͂̍̈a̸̤͐͗l̵̞͌͆g̷̘̎o̸͕̅",
];

let server: Server;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterEach(({ browser }) => closeBrowsers(browser));
test.afterAll(() => server.remove());

test("[CH15] whatever is written is shown as text on both sides, and nothing runs", async ({ browser }) => {
  const { agent, visitor } = await startChat(browser);
  for (const text of HOSTILE) {
    await agent.write(`a ${text}`);
    await visitor.write(`v ${text}`);
  }
  const long = "W".repeat(MOST - 2);
  await agent.write(`a ${long}`);
  await visitor.write(`v ${long}`);
  for (const { log, page } of [agent, visitor]) {
    for (const text of HOSTILE) {
      await expect.poll(() => log.textContent()).toContain(`a ${text}`);
      await expect.poll(() => log.textContent()).toContain(`v ${text}`);
    }
    for (const text of [`a ${long}`, `v ${long}`]) {
      await expect(async () => {
        // It may have come, folded, since the last look.
        await showAll(log);
        expect(await log.textContent()).toContain(text);
      }).toPass({ timeout: WITHIN_MS });
    }
    await expectOnlyText(page, log);
  }
});

test("what a page calls itself is text for the agent too", async ({ browser }) => {
  const agent = await AgentPage.signIn(browser, server.url);
  await agent.openVisitors();
  const visitor = await VisitorPage.arrive(browser, server.shopUrl);
  await visitor.button(visitor.words.launcher).waitFor();
  for (const text of HOSTILE.slice(0, 3)) {
    await visitor.page.evaluate((title) => {
      document.title = title;
    }, text);
    await expect(agent.rows.getByRole("link", { name: text, exact: true })).toBeVisible();
  }
  const list = agent.page.getByRole("table");
  await expect(list.locator("img, script, style, iframe")).toHaveCount(0);
  expect(await agent.page.evaluate(() => Reflect.get(window, "ran"))).toBeUndefined();
});

test("[CH15] one character too many is told, and the text stays where it was written", async ({
  browser,
}) => {
  const { agent, visitor } = await startChat(browser);
  const tooLong = "x".repeat(MOST + 1);
  await visitor.composer.fill(tooLong);
  await expect(visitor.composer).toHaveAccessibleDescription("1 character too many: shorten the message.");
  await expect(visitor.button(visitor.words.send)).toBeDisabled();
  await visitor.composer.press("Enter");
  await expect(visitor.composer).toHaveValue(tooLong);
  await visitor.composer.press("Backspace");
  await visitor.composer.press("Enter");
  await expect(visitor.composer).toHaveValue("");

  await agent.composer.fill(tooLong);
  await expect(agent.composer).toHaveAccessibleDescription(/10,001 of 10,000 characters: shorten it/);
  await agent.composer.press("Enter");
  await expect(agent.composer).toHaveValue(tooLong);
  await agent.composer.press("Backspace");
  await agent.composer.press("Enter");
  await expect(agent.composer).toHaveValue("");
  await showAll(agent.log);
  await expect.poll(() => agent.log.textContent()).toContain("x".repeat(MOST));
});

test("[CH15] [CH16] the server itself refuses what is too long, and loses no message for a character that nobody can store", async () => {
  const visitor = scriptedVisitor(server.url, await accountKey(server.url));
  const settled = () => visitor.state.pending.every(({ state }) => state.kind === "failed");
  const otherwise = () => JSON.stringify(visitor.state.pending).slice(0, 300);
  const tooLong = "x".repeat(MOST + 1);
  visitor.send(tooLong);
  await until(settled, 10_000, otherwise);
  expect(visitor.state.pending).toMatchObject([
    { text: tooLong, state: { kind: "failed", refusal: { reason: "message-too-long", maxLength: MOST } } },
  ]);
  visitor.discard(visitor.state.pending[0]?.id ?? "");
  for (const text of ["half an emoji \ud83d.", "a null \u0000.", "\u0007 bell", "last"]) visitor.send(text);
  const said = () =>
    visitor.state.chat?.entries.flatMap((entry) => ("text" in entry ? [entry.text] : [])) ?? [];
  await until(() => settled() && said().includes("last"), 10_000, otherwise);
  // What no text may hold (PostgreSQL, UTF-8) is replaced by the sign for that; all the rest is as written.
  expect(said()).toEqual(["half an emoji \ufffd.", "a null \ufffd.", "\u0007 bell", "last"]);
  visitor.close();
});

async function startChat(browser: Browser) {
  const agent = await AgentPage.signIn(browser, server.url);
  const visitor = await VisitorPage.arrive(browser, server.shopUrl);
  await visitor.open();
  await visitor.write("Hello");
  await agent.serveButton(1).click();
  await expect(agent.log).toContainText("Hello");
  await agent.composer.waitFor();
  return { agent, visitor };
}

/** The dashboard folds long messages. */
async function showAll(log: Locator): Promise<void> {
  const more = log.getByRole("button", { name: "Show more" });
  while ((await more.count()) > 0) await more.first().click();
}

async function expectOnlyText(page: Page, log: Locator): Promise<void> {
  await expect(log.locator("img, script, style, iframe, object, form, [onerror], [onload]")).toHaveCount(0);
  const links = await log
    .getByRole("link")
    .evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  for (const href of links) expect(href).toBe("https://shop.example/");
  expect(await page.evaluate(() => Reflect.get(window, "ran"))).toBeUndefined();
  const excess = await log.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(excess).toBeLessThanOrEqual(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}
