import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildHttp, type HttpApp } from "./app.ts";
import { staticFiles } from "./static.ts";

const root = mkdtempSync(join(tmpdir(), "causerie-static-"));
const FILES = {
  "dashboard/index.html": "<!doctype html><title>Causerie</title>",
  "dashboard/favicon.svg": "<svg/>",
  "dashboard/assets/main-abc123.js": "dashboard()",
  "widget/widget.js": "loader()",
  "widget/widget/panel-abc123.js": "panel()",
  "widget/manifest.json": "{}",
  "widget/emoji/fr.json": `[{"emoji":"❤️"}]`,
  "widget/emoji/fr.json.gz": "zipped",
  "widget/emoji/fr.json.etag": `"of-the-content"`,
  "secret.txt": "secret",
};
let app: HttpApp;
beforeAll(async () => {
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  app = await open("dashboard");
});
afterAll(async () => {
  await app.close();
  rmSync(root, { recursive: true });
});

function open(dashboard: string) {
  return buildHttp({
    config: { publicUrl: undefined, trustedProxies: [] },
    log: pino({ level: "silent" }),
    health: () => "ok",
    routes: [staticFiles({ dashboard: join(root, dashboard), widget: join(root, "widget") })],
  });
}

test.each(["/", "/visitors", "/chats/2611.1.abc", "/visitors?filter=cart"])(
  "%s is a page of the dashboard",
  async (url) => {
    const { statusCode, body, headers } = await app.inject(url);
    expect([statusCode, body]).toEqual([200, FILES["dashboard/index.html"]]);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(headers["cache-control"]).toBe("no-cache");
    expect(headers["content-security-policy"]).toContain("default-src 'self'");
  },
);

test("[EM5] emoji are given to pages of any origin, asked for again by their ETag, which those may read", async () => {
  const whole = await app.inject("/emoji/fr.json");
  expect([whole.statusCode, whole.body]).toEqual([200, FILES["widget/emoji/fr.json"]]);
  expect(whole.headers).toMatchObject({
    etag: `"of-the-content"`,
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-cache",
    vary: "accept-encoding",
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "etag",
    "cross-origin-resource-policy": "cross-origin",
  });
  const zipped = await app.inject({ url: "/emoji/fr.json", headers: { "accept-encoding": "br, gzip" } });
  expect([zipped.body, zipped.headers["content-encoding"]]).toEqual(["zipped", "gzip"]);
  const known = await app.inject({
    url: "/emoji/fr.json",
    headers: { "if-none-match": `"of-the-content"` },
  });
  expect([known.statusCode, known.body]).toEqual([304, ""]);
  const asked = await app.inject({ method: "HEAD", url: "/emoji/fr.json" });
  expect([asked.statusCode, asked.body, asked.headers.etag]).toEqual([200, "", `"of-the-content"`]);
});

test.each([
  "/emoji/de.json",
  "/emoji/fr.json.gz",
  "/emoji/../manifest.json",
  "/emoji/..%2fmanifest.json",
  "/emoji/",
])("[EM5] %s is no list of emoji", async (url) => {
  expect((await app.inject(url)).statusCode).toBe(404);
});

test("hashed assets are kept for ever, other files are asked for again", async () => {
  const asset = await app.inject("/assets/main-abc123.js");
  expect(asset.body).toBe("dashboard()");
  expect(asset.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(asset.headers["cross-origin-resource-policy"]).toBe("same-origin");
  const icon = await app.inject("/favicon.svg");
  expect([icon.body, icon.headers["cache-control"]]).toEqual(["<svg/>", "no-cache"]);
});

test("any site may load the widget, whose loader is asked for again after five minutes", async () => {
  const loader = await app.inject("/widget.js");
  expect(loader.body).toBe("loader()");
  expect(loader.headers["cache-control"]).toBe("public, max-age=300");
  const panel = await app.inject("/widget/panel-abc123.js");
  expect(panel.body).toBe("panel()");
  expect(panel.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  for (const { headers } of [loader, panel]) {
    expect(headers["cross-origin-resource-policy"]).toBe("cross-origin");
    expect(headers["access-control-allow-origin"]).toBe("*");
    expect(headers["content-type"]).toMatch(/javascript/);
  }
  const etag = String(loader.headers.etag);
  const again = await app.inject({ url: "/widget.js", headers: { "if-none-match": etag } });
  expect([again.statusCode, again.body]).toEqual([304, ""]);
});

test.each([
  "/widget/none.js",
  "/assets/none.js",
  "/none.png",
  "/api/v2/none",
  "/auth/none",
  "/widget",
  "/widget/../../secret.txt",
  "/widget/%2e%2e/%2e%2e/secret.txt",
  "/assets/..%2f..%2fsecret.txt",
])("%s is not there", async (url) => {
  const answer = await app.inject(url);
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.statusCode).toBeLessThan(500);
  expect(answer.json().error.code).toMatch(/not-found|invalid/);
  expect(answer.headers["cache-control"] ?? "no-cache").not.toContain("immutable");
});

test("a dashboard that was not built says so", async () => {
  const empty = await open("none");
  const answer = await empty.inject("/visitors");
  expect([answer.statusCode, answer.headers["content-type"]]).toEqual([503, "text/plain; charset=utf-8"]);
  expect(answer.body).toContain("npm start");
  await empty.close();
});
