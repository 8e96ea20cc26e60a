import { expect, type Locator, type Page } from "@playwright/test";

/** Tabs forward, over the end of the page at most once: there alone the focus is on nothing. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const passed: string[] = [];
  while (passed.length < 80) {
    await page.keyboard.press("Tab");
    if (await target.evaluate((element) => element.matches(":focus"))) break;
    passed.push(await page.evaluate(() => document.activeElement?.tagName ?? ""));
  }
  await expect(target).toBeFocused();
  expect(passed.filter((name) => name === "BODY").length).toBeLessThanOrEqual(1);
}

export async function expectFocus(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
}
