import { expect, test } from "@playwright/test";
import { AgentPage, closeBrowsers, VisitorPage } from "./kit/people.ts";
import { type Server, startServer } from "./kit/server.ts";
import type { Language } from "./kit/words.ts";

const FILTERS = {
  en: {
    cart: "Items in cart",
    longer: "On site longer than (minutes)",
    free: "Not in a chat",
    hesitating: "Hesitating buyers",
    add: "Add to cart",
  },
  fr: {
    cart: "Articles dans le panier",
    longer: "Sur le site depuis plus de (minutes)",
    free: "Pas en chat",
    hesitating: "Acheteurs hésitants",
    add: "Ajouter au panier",
  },
} as const;

let server: Server;
test.beforeEach(async () => {
  server = await startServer();
});
test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  await server.remove();
});

for (const language of ["fr", "en"] as Language[]) {
  test(`[VI8] [DA2] visitors with articles in their cart, long on the site and in no chat are two clicks away, in ${language}`, async ({
    browser,
  }) => {
    const words = FILTERS[language];
    const agent = await AgentPage.signIn(browser, server.url, { language });
    await agent.openVisitors();
    const buyer = await VisitorPage.arrive(browser, `${server.shopUrl}/product.html?id=brume`, { language });
    await buyer.page.getByRole("button", { name: words.add }).first().click();
    await VisitorPage.arrive(browser, server.shopUrl, { language });
    await expect(agent.rows).toHaveCount(2);

    await agent.page.getByRole("checkbox", { name: words.cart }).check();
    await expect(agent.rows).toHaveCount(1);
    await agent.page.getByRole("checkbox", { name: words.free }).check();
    await expect(agent.rows).toHaveCount(1);

    await buyer.open();
    await buyer.write("Hello");
    await expect(agent.rows).toHaveCount(0);
    await agent.page.getByRole("checkbox", { name: words.free }).uncheck();
    await expect(agent.rows).toHaveCount(1);

    // [DA2]
    await agent.page.goBack();
    await expect(agent.page.getByRole("checkbox", { name: words.free })).toBeChecked();
    await agent.page.goForward();
    await expect(agent.page.getByRole("checkbox", { name: words.free })).not.toBeChecked();

    await agent.page.getByRole("textbox", { name: words.longer }).fill("60");
    await expect(agent.rows).toHaveCount(0);
    await agent.page.getByRole("textbox", { name: words.longer }).fill("");
    await agent.page.getByRole("checkbox", { name: words.cart }).uncheck();
    await agent.button(words.hesitating).click();
    await expect(agent.page.getByRole("checkbox", { name: words.free })).toBeChecked();
    await agent.page.reload();
    await expect(agent.page.getByRole("textbox", { name: words.longer })).toHaveValue("60");
    await expect(agent.page.getByRole("checkbox", { name: words.cart })).toBeChecked();
  });
}
