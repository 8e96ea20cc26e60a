import { once } from "node:events";
import type { VisitorClient } from "@causerie/client/visitor";
import { expect, test } from "@playwright/test";
import { WebSocket } from "ws";
import { startCaddy } from "./kit/caddy.ts";
import { Cluster } from "./kit/cluster.ts";
import type { LoadBalancer } from "./kit/load-balancer.ts";
import { startNginx } from "./kit/nginx.ts";
import { accountKey, ownersCookie, scriptedAgent, scriptedVisitor } from "./kit/scripted.ts";
import { type Server, until } from "./kit/server.ts";
import { readFileOf, sendFile } from "./kit/uploads.ts";

const WITHIN_MS = 60_000;
const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** Anywhere but on this machine. */
const FAR_ADDRESS = "2.2.2.2";

let cluster: Cluster;
let balancer: LoadBalancer;

for (const [name, start] of [
  ["nginx", startNginx],
  ["Caddy", startCaddy],
] as const)
  test.describe(name, () => {
    test.beforeAll(async () => {
      cluster = await Cluster.start({ nodes: 2, env: { TRUSTED_PROXIES: "127.0.0.1" } });
      const [first, second] = cluster.nodes.map(({ url }) => Number(new URL(url).port));
      if (!first || !second) throw new Error("two nodes were asked for");
      balancer = await start([first, second]);
    });
    test.afterAll(async () => {
      await balancer?.stop();
      await cluster?.close();
    });

    test(`[OP9] through the ${name} of the example: pages, both sockets on both nodes, and nothing sticky`, async () => {
      const page = await fetch(balancer.url);
      expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
      const key = await accountKey(balancer.url);
      const agent = await scriptedAgent(balancer.url);
      const visitors: VisitorClient[] = [];
      try {
        await untilTheNodesHave("agent", 1);
        await connectOneByOne(visitors, 8, key);
        const onEach = await Promise.all(cluster.nodes.map(connectionsOf));
        expect(onEach.toSorted()).toEqual([4, 5]);
        visitors.forEach((visitor, index) => {
          visitor.send(`v${index} opens`);
        });
        await until(
          () => agent.state.queue.count === visitors.length,
          WITHIN_MS,
          () => "not all requests arrived",
        );
        for (let served = 0; served < visitors.length; ) if ((await agent.serveNext()).ok) served += 1;
        for (const chatId of agent.state.chats.keys()) agent.send(chatId, "an answer");
        await until(
          () => visitors.every(({ state }) => textsOf(state.chat?.entries ?? []).includes("an answer")),
          WITHIN_MS,
          () => "not every visitor has the answer",
        );
      } finally {
        agent.close();
        for (const visitor of visitors) visitor.close();
      }
    });

    test(`[OP9] a file of 20 MB goes through ${name}`, async () => {
      const visitor = scriptedVisitor(balancer.url, await accountKey(balancer.url));
      try {
        const content = Buffer.alloc(MAX_FILE_BYTES, "words that are many\n");
        const fileId = await sendFile(visitor, "long.txt", content);
        expect((await readFileOf(visitor, fileId)).equals(content)).toBe(true);
      } finally {
        visitor.close();
      }
    });

    test(`[OP9] through ${name}: metrics and tokens stay inside`, async () => {
      for (const path of ["/metrics", "/metrics/", "//metrics", "/%6Detrics", "/metrics?x"])
        expect([path, (await fetch(balancer.url + path)).status]).toEqual([path, 404]);
      const [node] = cluster.nodes;
      expect((await fetch(`${node?.url}/metrics`)).status).toBe(200);
    });

    test(`[OP9] through ${name}: one node killed: every page comes, and everyone is back on the other`, async () => {
      const [first, second] = cluster.nodes;
      if (!first || !second) throw new Error("two nodes were asked for");
      const key = await accountKey(balancer.url);
      const cookie = await ownersCookie(balancer.url);
      const visitors: VisitorClient[] = [];
      try {
        await connectOneByOne(visitors, 6, key);
        for (const node of cluster.nodes) expect(await connectionsAt(node, "visitor")).toBeGreaterThan(0);
        await first.kill();
        for (let count = 0; count < 20; count += 1) {
          const answer = await fetch(`${balancer.url}/api/v2/account`, { headers: { cookie } });
          expect(answer.status).toBe(401); // a cookie is no key of the API: the node itself has answered
        }
        visitors.forEach((visitor, index) => {
          visitor.send(`v${index} goes on`);
        });
        await until(
          () =>
            visitors.every(({ state }) => state.pending.length === 0 && state.connection.kind === "online"),
          WITHIN_MS,
          () => second.output,
        );
        await until(
          async () => (await connectionsAt(second, "visitor")) === 6,
          WITHIN_MS,
          () => "the node that lives has not every visitor, and each once",
        );
      } finally {
        for (const visitor of visitors) visitor.close();
        await first.start();
      }
    });

    // Caddy leaves out what any client says, and so has nothing here that it could believe.
    if (name === "nginx")
      test("[OP9] [DO4] through nginx the client's address arrives, and what a client says of its address does not", async () => {
        const key = await accountKey(balancer.url);
        // Of each node, wherever they are sent.
        const agents = await Promise.all(cluster.nodes.map(({ url }) => scriptedAgent(url)));
        const claim = { "x-forwarded-for": FAR_ADDRESS };
        // 127.0.0.1 is named as a proxy, and so believed; 127.0.0.2 is anybody.
        const sockets = [
          await visitorFrom("127.0.0.1", claim, key, "Proxied"),
          await visitorFrom("127.0.0.2", claim, key, "Forged"),
        ];
        try {
          const lines = { search: "", offset: 0, limit: 50 };
          for (const agent of agents)
            agent.watchVisitors({ ...lines, sort: { column: "onSite", descending: false } });
          const placeOf = (title: string) =>
            agents
              .flatMap(({ state }) => state.window?.shown ?? [])
              .flatMap((line) => (line.kind === "visitor" ? [line.row] : []))
              .find(({ page }) => page.title === title)?.place;
          await until(
            () => placeOf("Proxied") != null && placeOf("Forged") != null,
            WITHIN_MS,
            () => "no places came",
          );
          expect(placeOf("Proxied")).toMatchObject({ kind: "place" });
          expect(placeOf("Forged")).toEqual({ kind: "local" });
        } finally {
          for (const agent of agents) agent.close();
          for (const socket of sockets) socket.close();
        }
      });
  });

/** Of two that came at once, neither would count when the other's node is chosen. */
async function connectOneByOne(visitors: VisitorClient[], wanted: number, key: string): Promise<void> {
  while (visitors.length < wanted) {
    visitors.push(scriptedVisitor(balancer.url, key));
    await untilTheNodesHave("visitor", visitors.length);
  }
}

async function untilTheNodesHave(kind: "visitor" | "agent", wanted: number): Promise<void> {
  let found: number[] = [];
  await until(
    async () => {
      found = await Promise.all(cluster.nodes.map((node) => connectionsAt(node, kind)));
      return sum(found) === wanted;
    },
    WITHIN_MS,
    () => `${found.join(" and ")} ${kind}s are on the nodes, not ${wanted}`,
  );
}

async function connectionsOf(node: Server): Promise<number> {
  return sum(await Promise.all([connectionsAt(node, "visitor"), connectionsAt(node, "agent")]));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** Asked of the node itself. */
async function connectionsAt(node: Server, kind: "visitor" | "agent"): Promise<number> {
  const text = await (await fetch(`${node.url}/metrics`)).text();
  const line = new RegExp(`^causerie_connections\\{kind="${kind}"\\} (\\d+)$`, "m").exec(text);
  if (!line) throw new Error(`${node.url}/metrics has no connections of ${kind}s`);
  return Number(line[1]);
}

/** A widget's hello from an address of this machine. `title`: of its page. */
async function visitorFrom(
  localAddress: string,
  headers: Record<string, string>,
  key: string,
  title: string,
): Promise<WebSocket> {
  const socket = new WebSocket(`${balancer.url.replace(/^http/, "ws")}/ws/visitor`, {
    headers,
    localAddress,
  });
  await once(socket, "open");
  const welcome = once(socket, "message");
  socket.send(
    JSON.stringify({
      t: "hello",
      v: 1,
      key,
      token: `v1_${title.padEnd(43, "x")}`,
      page: { url: "https://shop.example/", title },
      referrer: "",
      language: "en",
      idle: false,
      cart: null,
      chats: [],
    }),
  );
  expect(JSON.parse(String((await welcome)[0]))).toMatchObject({ t: "welcome" });
  return socket;
}

function textsOf(entries: readonly object[]): string[] {
  return entries.flatMap((entry) => ("text" in entry ? [String(entry.text)] : []));
}
