import { afterAll, beforeAll, expect, test } from "vitest";
import { type DemoShop, startDemoShop } from "./demo-shop.ts";

let shop: DemoShop;
let key: string | null = null;
beforeAll(async () => {
  shop = await startDemoShop({
    host: "127.0.0.1",
    port: 0,
    chatOrigin: () => "http://127.0.0.1:4000",
    accountKey: async () => key,
  });
});
afterAll(() => shop.close());

test("the pages embed the widget as a site would, with the account's key once there is one", async () => {
  const lineOf = async (path: string) => {
    const answer = await fetch(`${shop.url}${path}`);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    return /<script async .*<\/script>/.exec(await answer.text())?.[0];
  };
  const line = (text: string) =>
    `<script async src="http://127.0.0.1:4000/widget.js" data-key="${text}"></script>`;
  expect(await lineOf("/")).toBe(line(""));
  key = "0123456789abcdef0123456789abcdef";
  for (const path of ["/", "/index.html", "/cart.html", "/product.html?id=brume", "/about"])
    expect(await lineOf(path)).toBe(line(key));
});

test("no page needs more of a site's policy than the chat server's name", async () => {
  const { headers } = await fetch(`${shop.url}/`);
  expect(headers.get("content-security-policy")).toBe(
    "default-src 'self'; script-src 'self' http://127.0.0.1:4000; " +
      "connect-src http://127.0.0.1:4000 ws://127.0.0.1:4000; style-src 'self'; " +
      "img-src 'self' data: http://127.0.0.1:4000",
  );
});

test("pictures and scripts are served as they are, and nothing from outside the folder", async () => {
  const script = await fetch(`${shop.url}/shop.js`);
  expect(script.headers.get("content-type")).toMatch(/javascript/);
  const picture = await fetch(`${shop.url}/pictures/hero.svg`);
  expect(picture.headers.get("content-type")).toBe("image/svg+xml");
  for (const path of ["/none.html", "/none", "/none.js", "/%2e%2e/package.json", "/..%2fpackage.json"])
    expect((await fetch(`${shop.url}${path}`)).status).toBeGreaterThanOrEqual(403);
});
