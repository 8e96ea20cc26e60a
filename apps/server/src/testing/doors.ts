import type { InjectOptions } from "fastify";
import { pino } from "pino";
import { createAccounts, createCredentials, createSettings, createSignIn } from "../accounts/index.ts";
import {
  type AccessLost,
  agentManagementRoutes,
  agentRoutes,
  createAgents,
  createSetUp,
  settingsRoutes,
} from "../agents/index.ts";
import { analyticsRoutes } from "../analytics/index.ts";
import { apiRoutes } from "../api/index.ts";
import { createDepartments, departmentRoutes } from "../departments/index.ts";
import { historyRoutes } from "../history/index.ts";
import { type Config, readConfig } from "../platform/config.ts";
import { buildHttp, type Health, type HttpRoutes } from "../platform/http/app.ts";
import { staticFiles } from "../platform/http/static.ts";
import { type FreshDatabase, freshDatabase } from "./postgres.ts";

export const OWNER = { name: "Ada Lovelace", email: "ada@example.com", password: "correct horse" };
const log = pino({ level: process.env.TEST_LOG_LEVEL ?? "silent" });

export type Doors = Awaited<ReturnType<typeof openDoors>>;

/**
 * The HTTP doors as main.ts opens them, on a database of their own, with a clock that the test moves. `more`: the
 * routes of features that need more than these.
 */
export async function openDoors(settings: Partial<Config> = {}, more: MoreRoutes = () => []) {
  const fresh = await freshDatabase();
  const wired = await wire(fresh, { ...readConfig({}), ...settings }, more);
  return {
    ...wired,
    /** What a browser on this machine does: it names its Origin, and sends the cookie that it was given. */
    browse: (request: InjectOptions, cookie?: string) =>
      wired.app.inject({
        ...request,
        headers: { origin: "http://localhost", ...(cookie && { cookie }), ...request.headers },
      }),
    close: async () => {
      await wired.app.close();
      await fresh.drop();
    },
  };
}

type Wired = Parameters<typeof agentRoutes>[0] & Parameters<typeof apiRoutes>[0] & { fresh: FreshDatabase };
type MoreRoutes = (wired: Omit<Wired, "demoShopUrl">) => HttpRoutes[];

async function wire(fresh: FreshDatabase, config: Config, more: MoreRoutes) {
  const { database } = fresh;
  const clock = { now: Date.now() };
  const now = () => clock.now;
  const accounts = createAccounts({ database });
  const departments = createDepartments({ database, log });
  const signIn = await createSignIn({ database, publicUrl: config.publicUrl, log, now });
  const credentials = createCredentials({ database, signIn, now });
  const agents = createAgents({ database, signIn, credentials, log });
  const setUp = await createSetUp({ database, accounts, signIn });
  const settings = await createSettings({ database, timeOuts: config, log });
  const lost: Omit<AccessLost, "personId">[] = [];
  agents.onAccessLost(({ personId: _, ...event }) => lost.push(event));
  const health: { is: Health } = { is: "ok" };
  const doors = { config, accounts, agents, departments, settings, signIn, credentials, setUp };
  const app = await buildHttp({
    config,
    log,
    health: () => health.is,
    routes: [
      agentRoutes({ ...doors, demoShopUrl: () => null }),
      settingsRoutes(doors),
      agentManagementRoutes(doors),
      departmentRoutes(doors),
      historyRoutes({ ...doors, reports: database }),
      analyticsRoutes({ ...doors, reports: fresh.pool }),
      apiRoutes(doors),
      ...more({ ...doors, fresh }),
      staticFiles(),
    ],
  });
  return { ...doors, app, fresh, clock, lost, health, log };
}

/** What to send back of an answer's Set-Cookie. */
export function cookieOf(answer: { headers: Record<string, unknown> }): string {
  const set = answer.headers["set-cookie"];
  const cookies = (Array.isArray(set) ? set : [set]).filter((value) => typeof value === "string");
  return cookies.map((value) => value.replace(/;.*$/s, "")).join("; ");
}

export function basic(email: string, password: string): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${email}:${password}`).toString("base64")}` };
}

/** Calls the API as a client does that knows no content type. */
export function apiClient({ app }: Doors, email: string, password: string) {
  return (method: "GET" | "POST" | "PUT" | "DELETE", path: string, payload?: object) =>
    app.inject({
      method,
      url: `/api/v2${path}`,
      headers: { ...basic(email, password), ...(payload && { "content-type": "text/plain" }) },
      ...(payload && { payload: JSON.stringify(payload) }),
    });
}

/** Signs in and calls /dashboard-api as the dashboard does. */
export async function browser(
  doors: Doors,
  { email, password }: Readonly<{ email: string; password: string }>,
) {
  const signIn = { method: "POST", url: "/auth/session", payload: { email, password } } as const;
  const cookie = cookieOf(await doors.browse(signIn));
  return (
    method: "GET" | "POST" | "PATCH" | "DELETE",
    path: string,
    payload?: object | string,
    origin = "http://localhost",
  ) =>
    doors.app.inject({
      method,
      url: `/dashboard-api${path}`,
      headers: { cookie, origin, ...(payload !== undefined && { "content-type": "application/json" }) },
      ...(payload !== undefined && { payload: JSON.stringify(payload) }),
    });
}

/** A second account, with its own owner, as a set-up cannot make it. */
export async function addAccount(
  { fresh, accounts, signIn, agents }: Doors,
  email: string,
  password: string,
) {
  const passwordHash = await signIn.hashPassword(password);
  const personId = await fresh.database.transaction().execute(async (tx) => {
    const { accountId } = await accounts.create(tx, "Another");
    const id = await signIn.createPerson(tx, { name: "Other", email, passwordHash });
    const agent = { display_name: "Other", first_name: "Other", last_name: "", role: "owner" } as const;
    await tx
      .insertInto("agent")
      .values({ account_id: accountId, person_id: id, ...agent })
      .execute();
    return id;
  });
  const owner = await agents.ofPerson(personId);
  if (!owner) throw new Error("the second account has no owner");
  return owner;
}
