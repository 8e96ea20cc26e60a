import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { Writable } from "node:stream";
import { pino } from "pino";
import Type from "typebox";
import { expect, test } from "vitest";
import { buildHttp, type Health, type HttpRoutes } from "./app.ts";
import { HttpRefusal } from "./refusal.ts";

const config = { publicUrl: undefined, trustedProxies: [] };

async function start(routes: HttpRoutes[] = [], health: () => Health = () => "ok") {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const app = await buildHttp({ config, log: pino({ level: "trace" }, sink), health, routes });
  return { app, log: () => lines.join("") };
}

test("the health is 200 only when the server can take chats", async () => {
  let health: Health = "starting";
  const { app } = await start([], () => health);
  const ask = async () => {
    const { statusCode, json } = await app.inject("/healthz");
    return [statusCode, json()];
  };
  expect(await ask()).toEqual([503, { status: "starting" }]);
  health = "ok";
  expect(await ask()).toEqual([200, { status: "ok" }]);
  health = "draining";
  expect(await ask()).toEqual([503, { status: "draining" }]);
});

const faulty: HttpRoutes = async (app) => {
  app.get("/defect", () => {
    throw new Error("password=hunter2 at db.internal");
  });
  app.get("/lost", () => {
    throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  });
  app.get("/refused", () => {
    throw new HttpRefusal("conflict", "Do this instead.", { field: "a.b" });
  });
  app.post(
    "/numbers",
    { schema: { body: Type.Object({ a: Type.Object({ b: Type.Array(Type.Integer()) }) }) } },
    () => ({
      isTaken: true,
    }),
  );
};

test("a defect is logged under its request, and nothing of it is told", async () => {
  const { app, log } = await start([faulty]);
  const answer = await app.inject("/defect");
  expect(answer.statusCode).toBe(500);
  expect(answer.json()).toEqual({
    error: { code: "defect", message: expect.stringMatching(/under [0-9a-f]{12}\.$/) },
  });
  const id = /[0-9a-f]{12}/.exec(answer.body)?.[0];
  expect(log()).toContain(`"reqId":"${id}"`);
  expect(log()).toContain("hunter2");
});

test("a refusal and a lost database say what to do", async () => {
  const { app } = await start([faulty]);
  const refused = await app.inject("/refused");
  expect([refused.statusCode, refused.json()]).toEqual([
    409,
    { error: { code: "conflict", message: "Do this instead.", field: "a.b" } },
  ]);
  const lost = await app.inject("/lost");
  expect([lost.statusCode, lost.headers["retry-after"]]).toEqual([503, "2"]);
  expect(lost.json().error.code).toBe("unavailable");
});

test.each<[object | string, string | undefined, string]>([
  [{ a: { b: [1, "x"] } }, "a.b.1", "a.b.1: must be integer."],
  [{ a: {} }, "a.b", "a.b: must be given."],
  [{}, "a", "a: must be given."],
  [[], undefined, "The body: must be object."],
])("of %j the field and what was expected are told", async (payload, field, message) => {
  const { app } = await start([faulty]);
  const answer = await app.inject({ method: "POST", url: "/numbers", payload });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toEqual({ error: { code: "invalid", message, ...(field && { field }) } });
});

test("what is too large, of another type or nowhere has the same form of error", async () => {
  const { app } = await start([faulty]);
  const large = await app.inject({ method: "POST", url: "/numbers", payload: { a: "x".repeat(1_000_001) } });
  expect([large.statusCode, large.json().error.code]).toEqual([413, "invalid"]);
  const headers = { "content-type": "text/csv" };
  const csv = await app.inject({ method: "POST", url: "/numbers", payload: "a,b", headers });
  expect([csv.statusCode, csv.json().error.code]).toEqual([415, "invalid"]);
  const nowhere = await app.inject({ method: "POST", url: "/nowhere" });
  expect([nowhere.statusCode, nowhere.json().error.code]).toEqual([404, "not-found"]);
});

test("the log holds routes and statuses, and nobody's data", async () => {
  const person: HttpRoutes = async (app) => {
    app.post("/people/:email", () => ({ ok: true }));
  };
  const { app, log } = await start([person]);
  await app.inject({
    method: "POST",
    url: "/people/ada@example.com?token=secret-token",
    headers: { cookie: "secret-cookie=1", authorization: "Basic secret-basic" },
    remoteAddress: "203.0.113.7",
    payload: { text: "secret-body" },
  });
  await app.inject("/nowhere/ada@example.com");
  expect(log()).toContain('"method":"POST","route":"/people/:email","status":200');
  expect(log()).not.toMatch(/secret|ada@|203\.0\.113/);
});

test("the pages may load their own things, the same host's sockets, and nothing else", async () => {
  const { app } = await start();
  const policyFor = async (host: string) => {
    const { headers } = await app.inject({ url: "/healthz", headers: { host } });
    return String(headers["content-security-policy"]).split(";");
  };
  const policy = await policyFor("chat.local:4000");
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("style-src 'self' 'unsafe-inline'");
  expect(policy).toContain("img-src 'self' data: blob:");
  expect(policy).toContain("connect-src 'self' ws://chat.local:4000");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy.join()).not.toContain("upgrade-insecure-requests");
  expect((await policyFor("evil'; script-src *")).join()).not.toContain("*");
});

test("[LI9] a connection whose headers do not end is answered 408 and closed", async () => {
  const log = pino({ level: "silent" });
  const app = await buildHttp({ config, log, health: () => "ok", routes: [], headersTimeoutMs: 1_000 });
  await app.listen({ port: 0, host: "127.0.0.1" });
  // Listening on TCP, it is one.
  const { port } = app.server.address() as AddressInfo;
  const whole = connect(port, "127.0.0.1");
  whole.write("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  expect(String((await once(whole, "data"))[0])).toContain("HTTP/1.1 200 ");
  const slow = connect(port, "127.0.0.1");
  slow.write("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ");
  expect(String((await once(slow, "data"))[0])).toContain("HTTP/1.1 408 ");
  await once(slow, "close");
  await app.close();
});
