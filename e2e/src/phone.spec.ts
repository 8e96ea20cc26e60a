import { expect, type Page, test } from "@playwright/test";
import { tabTo } from "./kit/keyboard.ts";
import { closeBrowsers, VisitorPage } from "./kit/people.ts";
import { accountKey } from "./kit/scripted.ts";
import { type Server, startServer } from "./kit/server.ts";
import { Site, snippet } from "./kit/site.ts";

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1000, height: 844 };
/** More than there is to stand on in the panel and the page together. */
const TABS = 20;

let server: Server;
let site: Site;
test.beforeAll(async () => {
  server = await startServer();
  const script = snippet(server.url, await accountKey(server.url));
  const content = `<main><h1>Tea</h1><button>Buy</button></main><aside inert><button>Theirs</button></aside>`;
  const html = `<!doctype html><html lang="en"><head><title>Tea</title>${script}</head><body>${content}</body></html>`;
  site = await Site.serve({ "/": { html } });
});
test.afterEach(({ browser }) => closeBrowsers(browser));
test.afterAll(async () => {
  site.close();
  await server.remove();
});

test("[WI4] on a phone nothing behind the open panel is reached, and the page is not changed for that", async ({
  browser,
}) => {
  const { page, words, ...visitor } = await arrive(browser);
  const buy = page.getByRole("button", { name: "Buy" });
  const before = await bodyOf(page);

  await test.step("the focus stays in the panel, also when the page asks for it", async () => {
    await expect(visitor.composer).toBeFocused();
    expect(await passedByTab(page)).toEqual(["CAUSERIE-WIDGET"]);
    await buy.evaluate((element) => element.focus());
    expect(await focusedTag(page)).toBe("CAUSERIE-WIDGET");
    expect(await bodyOf(page)).toBe(before);
  });

  await test.step("the same after the site has drawn its page anew", async () => {
    await page.evaluate(() => {
      const body = document.createElement("body");
      body.append(...document.querySelectorAll("main"));
      document.body.replaceWith(body);
    });
    await expect(page.getByRole("dialog")).toBeInViewport({ ratio: 1 });
    expect(await passedByTab(page)).toEqual(["CAUSERIE-WIDGET"]);
  });

  await test.step("and after it has emptied that page, too", async () => {
    await page.evaluate(() => document.body.replaceChildren(...document.querySelectorAll("main")));
    await expect(page.getByRole("dialog")).toBeInViewport({ ratio: 1 });
    expect(await passedByTab(page)).toEqual(["CAUSERIE-WIDGET"]);
  });

  await test.step("closed, the page is in reach again", async () => {
    await visitor.composer.focus();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(page.getByRole("button", { name: words.launcher })).toBeFocused();
    await tabTo(page, buy);
  });
});

test("[WI6] where the panel leaves the page in sight, the page stays in reach and scrolls", async ({
  browser,
}) => {
  const { page, ...visitor } = await arrive(browser);
  const buy = page.getByRole("button", { name: "Buy" });
  const overflow = () => page.evaluate(() => getComputedStyle(document.documentElement).overflow);
  expect(await overflow()).toBe("hidden");
  await page.setViewportSize(DESK);
  await expect.poll(overflow).toBe("visible");
  await visitor.composer.fill("Half a");
  await tabTo(page, buy);
  await page.setViewportSize(PHONE);
  await expect.poll(overflow).toBe("hidden");
  await expect.poll(() => passedByTab(page)).toEqual(["CAUSERIE-WIDGET"]);
  await expect(visitor.composer).toHaveValue("Half a");
});

/** A visitor whose panel is open. */
async function arrive(browser: Parameters<typeof VisitorPage.arrive>[0]) {
  const visitor = await VisitorPage.arrive(browser, `${site.url}/`, { viewport: PHONE });
  await visitor.open();
  return { page: visitor.page, words: visitor.words, composer: visitor.composer };
}

/** All that the focus stands on, but for the browser's own round past the end of the page. */
async function passedByTab(page: Page): Promise<string[]> {
  const passed = new Set<string>();
  for (let tab = 0; tab < TABS; tab++) {
    await page.keyboard.press("Tab");
    passed.add(await focusedTag(page));
  }
  passed.delete("BODY");
  return [...passed];
}

function focusedTag(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.tagName ?? "");
}

function bodyOf(page: Page): Promise<string> {
  return page.evaluate(() => document.body.outerHTML);
}
