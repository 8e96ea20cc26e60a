import { expect, type Locator, test } from "@playwright/test";
import { startCaddy } from "./kit/caddy.ts";
import { Cluster } from "./kit/cluster.ts";
import type { Recording } from "./kit/frames.ts";
import type { LoadBalancer } from "./kit/load-balancer.ts";
import { startNginx } from "./kit/nginx.ts";
import { AgentPage, closeBrowsers, VisitorPage } from "./kit/people.ts";
import { accountKey } from "./kit/scripted.ts";
import { OWNER, type Server } from "./kit/server.ts";
import { Site, snippet } from "./kit/site.ts";
import { expectSameTranscript } from "./kit/transcript.ts";
import type { Language } from "./kit/words.ts";

/** The longest pause between two attempts to connect is 15 s, and an attempt may take 10. */
const BACK_WITHIN_MS = 40_000;

let cluster: Cluster;
let balancer: LoadBalancer | undefined;
let site: Site | undefined;
let first: Server;
let second: Server;

test.beforeEach(async () => {
  // However long the nodes take to start, nobody is put back into the queue: that is another rule's test.
  const env = { TRUSTED_PROXIES: "127.0.0.1", AGENT_GONE_AFTER_MS: "600000" };
  cluster = await Cluster.start({ nodes: 2, env });
  const [one, other] = cluster.nodes;
  if (!one || !other) throw new Error("two nodes were asked for");
  [first, second] = [one, other];
});

test.afterEach(async ({ browser }) => {
  await closeBrowsers(browser);
  site?.close();
  await balancer?.stop();
  await cluster.close();
});

function portOf({ url }: Server): number {
  return Number(new URL(url).port);
}

type Start = typeof startNginx;

/** Behind the load balancer that `start` starts. */
async function startChat(start: Start, browser: Parameters<typeof closeBrowsers>[0], language: Language) {
  balancer = await start([portOf(first), portOf(second)]);
  const widget = snippet(balancer.url, await accountKey(first.url));
  site = await Site.serve({ "/": { html: `<!doctype html><title>Maison Feuille</title>${widget}` } });
  const agent = await AgentPage.signIn(browser, balancer.url, { language });
  const visitor = await VisitorPage.arrive(browser, site.url, { language });
  await visitor.open();
  await visitor.write("v first");
  await agent.serveButton(1).click();
  await expect(visitor.log).toContainText(agent.words.joined(OWNER.name));
  await agent.write("a first");
  await expect(visitor.log).toContainText("a first");
  return { agent, visitor };
}

type People = Awaited<ReturnType<typeof startChat>>;

/** Both at once, line after line. */
async function bothWrite({ agent, visitor }: People, what: string): Promise<void> {
  const lines = [1, 2, 3, 4, 5];
  await Promise.all([
    (async () => {
      for (const line of lines) await visitor.write(`v ${what} ${line}`);
    })(),
    (async () => {
      for (const line of lines) await agent.write(`a ${what} ${line}`);
    })(),
  ]);
}

/** Everything that was written is there once, in its author's order, on both sides. */
async function expectWhole(people: People, whats: readonly string[]): Promise<void> {
  const written = ["first", ...whats.flatMap((what) => [1, 2, 3, 4, 5].map((line) => `${what} ${line}`))];
  const lines = await expectSameTranscript([people.agent], people.visitor, { atLeast: 2 * written.length });
  const texts = lines.filter(({ kind }) => kind === "message").map(({ text }) => text);
  for (const author of ["v", "a"]) {
    const own = texts.filter((text) => text.startsWith(`${author} `));
    expect(own).toEqual(written.map((text) => `${author} ${text}`));
  }
}

test("[DL12] [DL15] two nodes behind nginx, in French: each is killed once while both write, both see the banner, and then exactly the same conversation", async ({
  browser,
}) => {
  test.slow();
  const people = await startChat(startNginx, browser, "fr");
  const { agent, visitor } = people;
  const { words } = agent;

  await test.step("the first node is killed under the talk: the other one takes over", async () => {
    await Promise.all([bothWrite(people, "as the first dies"), first.kill()]);
    await expectWhole(people, ["as the first dies"]);
  });

  await test.step("the second is killed too: both are told, and go on writing", async () => {
    await Promise.all([bothWrite(people, "as the second dies"), second.kill()]);
    await expect(agent.page.getByRole("status").filter({ hasText: words.lost })).toBeVisible();
    await expect(visitor.page.getByRole("status").filter({ hasText: words.reconnecting })).toBeVisible();
    await bothWrite(people, "while nobody listens");
  });

  await test.step("both nodes are started: the banners go, and both logs are the same", async () => {
    await Promise.all([first.start(), second.start()]);
    await expect(agent.page.getByText(words.lost)).toBeHidden({ timeout: BACK_WITHIN_MS });
    await expect(visitor.page.getByText(words.reconnecting)).toBeHidden({ timeout: BACK_WITHIN_MS });
    await expectWhole(people, ["as the first dies", "as the second dies", "while nobody listens"]);
  });

  await test.step("what is written now crosses from node to node", async () => {
    await bothWrite(people, "afterwards");
    const all = ["as the first dies", "as the second dies", "while nobody listens", "afterwards"];
    await expectWhole(people, all);
  });
});

for (const [name, start] of [
  ["nginx", startNginx],
  ["Caddy", startCaddy],
] as const) {
  test(`[DL12] two nodes behind ${name}, in English: the node of either is killed, and the talk goes on on the other`, async ({
    browser,
  }) => {
    test.slow();
    const people = await startChat(start, browser, "en");
    for (const [node, what] of [
      [first, "one"],
      [second, "two"],
    ] as const) {
      await Promise.all([bothWrite(people, what), node.kill()]);
      await expectWhole(people, what === "one" ? ["one"] : ["one", "two"]);
      await node.start();
    }
  });

  test(`[DL16] [ND12] two nodes behind ${name}, in English: each is drained under the talk, and neither side ever sees a banner`, async ({
    browser,
  }) => {
    test.slow();
    const people = await startChat(start, browser, "en");
    const { agent, visitor } = people;
    const banners = [
      watchFor(agent.page.getByText(agent.words.lost)),
      watchFor(visitor.page.getByText(visitor.words.reconnecting)),
    ];
    const whats: string[] = [];
    for (const [node, what] of [
      [first, "as the first drains"],
      [second, "as the second drains"],
    ] as const) {
      await test.step(what, async () => {
        whats.push(what);
        await Promise.all([bothWrite(people, what), node.stop()]);
        await expectWhole(people, whats);
        await node.start();
      });
    }
    for (const { recording } of [agent, visitor])
      expect(await byesIn(recording), "who is told to come back has been on a node that drained").not.toBe(0);
    expect(banners.map(({ wasSeen }) => wasSeen())).toEqual([false, false]);

    await test.step("the same eyes see it where both nodes die", async () => {
      await Promise.all([first.kill(), second.kill()]);
      await expect.poll(() => banners.map(({ wasSeen }) => wasSeen())).toEqual([true, true]);
    });
  });
}

/** Whether it has been on the screen at any time from now on, be it for a moment. */
function watchFor(locator: Locator): { wasSeen(): boolean } {
  let isSeen = false;
  locator.waitFor({ timeout: 0 }).then(
    () => {
      isSeen = true;
    },
    // The page was closed first.
    () => undefined,
  );
  return { wasSeen: () => isSeen };
}

async function byesIn(recording: Recording): Promise<number> {
  return (await recording.texts()).filter((text) => text.includes('"t":"bye"')).length;
}
