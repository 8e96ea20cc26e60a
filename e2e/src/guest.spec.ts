import { type Browser, expect, type Page, test } from "@playwright/test";
import { AgentPage, closeBrowsers, newContext, VisitorPage } from "./kit/people.ts";
import { accountKey } from "./kit/scripted.ts";
import { freePort, type Server, startServer } from "./kit/server.ts";
import { Site, snippet } from "./kit/site.ts";

/** What the worst style sheet of the web would do to a stranger's elements. */
const HOSTILE = `
  html { font-size: 60px !important; direction: rtl !important; }
  * { all: unset !important; letter-spacing: 9px !important; text-transform: uppercase !important; pointer-events: none !important; visibility: hidden !important; }
  button { display: none !important; }
  div { position: static !important; width: 3px !important; color: red !important; }
  body, main, p { display: block !important; margin: 7px !important; font: 48px serif !important; }
`;
const CONTENT = `<main><h1>Tea</h1><p id="story">A page of somebody else’s.</p><button>Buy</button></main>`;
const IDLE_MS = 10 * 60_000;

let server: Server;
let site: Site;
test.beforeAll(async () => {
  server = await startServer();
  const live = snippet(server.url, await accountKey(server.url));
  const dead = snippet(`http://127.0.0.1:${await freePort()}`, "any");
  const sockets = server.url.replace("http", "ws");
  const csp = `default-src 'none'; style-src 'self'; script-src ${server.url}; connect-src ${server.url} ${sockets}`;
  const strict = { "content-security-policy": csp };
  site = await Site.serve({
    "/": { html: page(live, ""), headers: strict },
    "/hostile": { html: page(live, HOSTILE_LINK), headers: strict },
    "/without": { html: page("", HOSTILE_LINK), headers: strict },
    "/dead": { html: page(dead, HOSTILE_LINK) },
    "/hostile.css": { html: HOSTILE },
  });
});
test.afterEach(({ browser }) => closeBrowsers(browser));
test.afterAll(async () => {
  site.close();
  await server.remove();
});

const HOSTILE_LINK = `<link rel="stylesheet" href="/hostile.css">`;
function page(script: string, head: string): string {
  return `<!doctype html><html lang="en"><head><title>Tea</title>${head}${script}</head><body>${CONTENT}</body></html>`;
}

test("on a site with a strict policy and hostile styles the widget works, and the page does not notice it", async ({
  browser,
}) => {
  const agent = await AgentPage.signIn(browser, server.url);
  const { words } = agent;
  await agent.openVisitors();

  const without = await arrive(browser, "/without");
  const untouched = await lookOf(without.page);
  const namesWithout = await globalsOf(without.page);

  const plain = await arrive(browser, "/");
  await plain.open();
  const asDrawn = await widgetOf(plain.page);
  expect(await lookOf(plain.page)).not.toEqual(untouched);
  await plain.page.context().close();

  const visitor = await arrive(browser, "/hostile");
  await test.step("it looks as on a plain page, and so does the page", async () => {
    await visitor.open();
    expect(await widgetOf(visitor.page)).toEqual(asDrawn);
    expect(await lookOf(visitor.page)).toEqual(untouched);
  });

  await test.step("a chat goes both ways", async () => {
    await visitor.write("Hello from a strict page");
    await agent.serveButton(1).click();
    await expect(agent.log).toContainText("Hello from a strict page");
    await agent.write("Welcome");
    await expect(visitor.log).toContainText("Welcome");
    expect(await lookOf(visitor.page)).toEqual(untouched);
  });

  await test.step("the page has one name more, and nothing of its own was replaced", async () => {
    const names = await globalsOf(visitor.page);
    const added = names.filter((name) => !namesWithout.includes(name) && !name.startsWith("__playwright"));
    expect(added).toEqual(["causerie"]);
    expect(await replacedIn(visitor.page)).toEqual([]);
  });

  await test.step("a walk within a single-page site is followed", async () => {
    await agent.openVisitors();
    await visitor.page.evaluate(() => {
      history.pushState({}, "", "/sencha");
      document.title = "First Sencha";
    });
    const link = agent.rows.getByRole("link", { name: "First Sencha" });
    await expect(link).toHaveAttribute("href", `${site.url}/sencha`);
  });

  await test.step("what the site says wrongly is a warning, what it says rightly is taken", async () => {
    expect(visitor.complaints).toEqual([]);
    await visitor.page.evaluate(() => {
      const causerie = Reflect.get(window, "causerie");
      causerie.set({ cart: { items: "three", total: 1, currency: "EUR" } });
      causerie.set();
      causerie.on("nothing", null);
      causerie.set({ cart: { items: 3, total: 59.9, currency: "EUR" } });
    });
    await expect(agent.rows.getByRole("cell", { name: words.items(3) })).toContainText("€59.90");
    expect(visitor.complaints).toHaveLength(3);
    for (const complaint of visitor.complaints) expect(complaint).toMatch(/^warning: Causerie expected /);
  });
});

test("with the server dead the page is as without the widget", async ({ browser }) => {
  const without = await arrive(browser, "/without");
  const visitor = await arrive(browser, "/dead");
  expect(await lookOf(visitor.page)).toEqual(await lookOf(without.page));
  await expect(visitor.page.locator("causerie-widget")).toHaveCount(0);
  await visitor.page.evaluate(() => {
    const waiting = { queue: [] as unknown[] };
    const causerie = Reflect.get(window, "causerie") ?? waiting;
    Reflect.set(window, "causerie", causerie);
    causerie.queue.push(["open"]);
  });
  expect(visitor.complaints).toEqual([expect.stringContaining("net::ERR_CONNECTION_REFUSED")]);
});

test("with a server that dies after its first script the page goes on without a word", async ({
  browser,
}) => {
  const visitor = await arrive(browser, "about:blank");
  for (const path of ["**/widget/**", "**/ws/**"]) await visitor.page.route(path, (route) => route.abort());
  await visitor.page.goto(`${site.url}/hostile`);
  const thrown = await visitor.page.evaluate(() => {
    const causerie = Reflect.get(window, "causerie");
    try {
      causerie.set({ cart: { items: 1, total: 1, currency: "EUR" } });
      causerie.set("nonsense");
      causerie.open();
      causerie.on("message", () => {})();
      causerie.close();
      return null;
    } catch (error) {
      return String(error);
    }
  });
  expect(thrown).toBeNull();
  await expect(visitor.page.locator("causerie-widget")).toHaveCount(0);
  expect(visitor.complaints.filter((line) => !line.includes("net::ERR_FAILED"))).toEqual([]);
});

test("what the page says while the server is still answering is not lost", async ({ browser }) => {
  const agent = await AgentPage.signIn(browser, server.url);
  await agent.openVisitors();
  const visitor = await arrive(browser, "about:blank");
  let isGreeted = false;
  let welcome = () => {};
  await visitor.page.routeWebSocket("**/ws/visitor", (socket) => {
    socket.connectToServer().onMessage((message) => {
      if (isGreeted) return socket.send(message);
      isGreeted = true;
      welcome = () => socket.send(message);
    });
  });
  await visitor.page.goto(`${site.url}/`);
  await expect.poll(() => isGreeted).toBe(true);
  await visitor.page.evaluate(() => {
    Reflect.get(window, "causerie").set({ cart: { items: 2, total: 5, currency: "EUR" } });
  });
  welcome();
  await visitor.button(visitor.words.launcher).waitFor();
  const cart = agent.rows.getByRole("cell", { name: agent.words.items(2), exact: false });
  await expect(cart).toContainText("€5.00");
});

test("[VI3] [VI4] ten minutes without input make a visitor idle, unless they wait or are served", async ({
  browser,
}) => {
  const agent = await AgentPage.signIn(browser, server.url);
  const { words } = agent;
  await agent.openVisitors();
  const visitor = await arrive(browser, "about:blank");
  await visitor.page.clock.install();
  await visitor.page.goto(`${site.url}/`);
  await visitor.button(words.launcher).waitFor();
  const { clock } = visitor.page;
  const row = agent.rows.filter({ hasText: "Watched" });
  const retitle = (title: string) =>
    visitor.page.evaluate((text) => {
      document.title = text;
    }, title);

  // As a lid that was closed: each timer fires once at most, and the connection comes back by itself.
  await clock.fastForward(IDLE_MS - 60_000);
  await retitle("Watched 1");
  await expect(row).toContainText("Watched 1");
  await expect(row).toContainText(words.browsing);
  await clock.fastForward(90_000);
  await expect(row).toContainText(words.idle);
  await visitor.page.mouse.move(40, 40);
  await expect(row).toContainText(words.browsing);

  await visitor.open();
  await visitor.write("I wait");
  await expect(row).toContainText(words.requesting);
  await clock.fastForward(IDLE_MS + 30_000);
  await retitle("Watched 2");
  await expect(row).toContainText("Watched 2");
  await expect(row).toContainText(words.requesting);
  await agent.serveButton(1).click();
  await agent.button(words.endChat).waitFor();
  await agent.openVisitors();
  await expect(row).toContainText(words.servedBy("marie"));
  await agent.page.goBack();
  await agent.button(words.endChat).click();
  await agent.openVisitors();
  await expect(row).toContainText(words.idle);
  await visitor.page.mouse.move(80, 80);
  await expect(row).toContainText(words.browsing);
});

/** Somebody on the site. `complaints`: every error and warning, thrown, logged or of the page's policy. */
async function arrive(browser: Browser, path: string): Promise<VisitorPage & { complaints: string[] }> {
  const context = await newContext(browser);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`thrown: ${error.message}`));
  page.on("console", (line) => {
    if (["error", "warning"].includes(line.type())) complaints.push(`${line.type()}: ${line.text()}`);
  });
  await page.addInitScript(rememberTheirOwn);
  await page.goto(path.startsWith("/") ? site.url + path : path);
  return Object.assign(new VisitorPage(page, "en"), { complaints });
}

/** In the page, before anything else: what its functions are, where only this test finds them. */
function rememberTheirOwn(): void {
  document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    console.error(`policy: ${violatedDirective} ${blockedURI}`);
  });
  const owners = [
    window,
    History.prototype,
    EventTarget.prototype,
    Element.prototype,
    Node.prototype,
    Document.prototype,
  ];
  const functions = owners.map((owner) => {
    const all = Object.entries(Object.getOwnPropertyDescriptors(owner));
    return all
      .filter(([, { value }]) => typeof value === "function")
      .map(([name, { value }]) => ({ name, value }));
  });
  Object.defineProperty(Element.prototype, Symbol.for("of the test"), {
    value: () =>
      owners.flatMap((owner, at) =>
        (functions[at] ?? [])
          .filter(({ name, value }) => Reflect.get(owner, name) !== value)
          .map(({ name }) => name),
      ),
  });
}

function replacedIn(page: Page): Promise<string[]> {
  return page.evaluate(() => Reflect.get(document.body, Symbol.for("of the test"))());
}

function globalsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => Object.getOwnPropertyNames(window));
}

/** Place and every computed style of the page's own elements. */
function lookOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const own = [document.documentElement, document.body, ...document.querySelectorAll("main, main *")];
    return own.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const styles = getComputedStyle(element);
      const all = [...styles].sort().map((name) => `${name}: ${styles.getPropertyValue(name)}`);
      return JSON.stringify([element.tagName, x, y, width, height, all]);
    });
  });
}

/** The same of the widget's. */
async function widgetOf(page: Page): Promise<string[][]> {
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  await page.mouse.move(5, 5);
  return dialog.evaluate((panel) =>
    [panel, ...panel.querySelectorAll("*")].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const styles = getComputedStyle(element);
      // Their order is no promise.
      const all = [...styles].sort().map((name) => `${name}: ${styles.getPropertyValue(name)}`);
      return [element.tagName, `${element.getAttribute("class")}`, `${[x, y, width, height]}`, ...all];
    }),
  );
}
