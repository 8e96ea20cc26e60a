import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { AGENT_SOCKET_PATH, VISITOR_SOCKET_PATH } from "@causerie/protocol";
import type { Logger } from "pino";
import { createAccounts, createCredentials, createSettings, createSignIn } from "./accounts/index.ts";
import {
  agentManagementRoutes,
  agentRoutes,
  createAgents,
  createSetUp,
  dashboardRoutes,
  settingsRoutes,
} from "./agents/index.ts";
import { analyticsRoutes } from "./analytics/index.ts";
import { apiRoutes } from "./api/index.ts";
import {
  agentDoor,
  type Chats,
  createChats,
  createFiles,
  filesSecret,
  measureStore,
  visitorDoor,
} from "./chats/index.ts";
import { createDepartments, departmentRoutes } from "./departments/index.ts";
import { historyRoutes } from "./history/index.ts";
import { joinNodes } from "./join-nodes.ts";
import { openStore, type Store } from "./open-store.ts";
import type { Bus } from "./platform/bus/bus.ts";
import { measureBus } from "./platform/bus/measure.ts";
import { installationName, openBus } from "./platform/bus/open.ts";
import { type Config, ConfigError } from "./platform/config.ts";
import { buildHttp, type Health, type HttpApp, type HttpRoutes } from "./platform/http/app.ts";
import { type DemoShop, startDemoShop } from "./platform/http/demo-shop.ts";
import { openLimits } from "./platform/http/limits.ts";
import { isOwnOrigin } from "./platform/http/origin.ts";
import { staticFiles } from "./platform/http/static.ts";
import { createJobs } from "./platform/jobs/jobs.ts";
import { createMailer } from "./platform/mail/mailer.ts";
import { metricsRoute } from "./platform/metrics/http.ts";
import type { Metrics } from "./platform/metrics/metrics.ts";
import { prometheusMetrics } from "./platform/metrics/prometheus.ts";
import { mostSocketsOf, openFilesLimit } from "./platform/open-files.ts";
import { errorCode } from "./platform/sql/error-code.ts";
import { callerReader } from "./platform/ws/caller.ts";
import { Doors } from "./platform/ws/doors.ts";
import { teamRoutes } from "./team/index.ts";
import {
  createMails,
  createTickets,
  type Mails,
  measureMails,
  type Tickets,
  ticketRoutes,
} from "./tickets/index.ts";
import { OnSite, openPlaceLookup, Windows } from "./visitors/index.ts";

const DOORS_SWEEP_MS = 5_000;
/** A request that came before the stop is answered well within it; one that never ends does not hold up the end. */
const LAST_REQUESTS_MS = 2_000;

export type RunningServer = {
  url: string;
  demoShopUrl: string | null;
  /** Whoever sets up from elsewhere than this machine needs it; null once there is an owner. */
  setUpCode: string | null;
  /** Called once if the server cannot go on. */
  onFailure(listener: (error: Error) => void): void;
  /** Commits what is in flight, sends the clients away to come back, then stops PostgreSQL. */
  stop(): Promise<void>;
};

/** Wires everything. Returns when chats can be taken. */
export async function startServer(config: Config, log: Logger): Promise<RunningServer> {
  const store = await openStore(config, log);
  return startOn(store, config, log).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
}

async function startOn(store: Store, config: Config, log: Logger): Promise<RunningServer> {
  const metrics = prometheusMetrics({ withProcess: true });
  const features = await createFeatures(config, log, store);
  const bus = await openBus(config.redisUrl, store.pool, log);
  measureBus(bus, metrics);
  const mails = openMails(config, log, metrics, store, features);
  const chats = await createNode(log, metrics, store, features, bus, mails);
  joinNodes({ bus, chats, log, ...features });
  await chats.start();
  const tickets = createTickets({ ...features, pool: store.pool, chats, mail: mails, now: Date.now, log });
  const site = { shop: null as DemoShop | null, health: "starting" as Health };
  const limits =
    config.redisUrl === undefined ? null : openLimits(config.redisUrl, await installationName(store.pool));
  const http = await buildHttp({
    config,
    limits,
    // Fastify tells at info where it listens; main.ts says it in words.
    log: log.child({}, { level: config.logLevel === "info" ? "warn" : config.logLevel }),
    health: () => (site.health === "ok" && chats.isFailing() ? "failing" : site.health),
    routes: [
      ...routesOf(config, store, features, tickets, () => site.shop?.url ?? null),
      metricsRoute({ config, metrics }),
    ],
  });
  metrics.gauge("causerie_healthy", "1 while /healthz says ok.", () =>
    site.health === "ok" && !chats.isFailing() ? 1 : 0,
  );
  const doors = openDoors(config, log, metrics, chats, features, http);
  const url = await listen(http, config).catch(async (error: unknown) => {
    await chats.stop();
    await bus.close();
    throw error;
  });
  site.shop = await openDemoShop(config, url, features);
  site.health = "ok";
  // Jobs load code and look over their tables: whoever starts the server does not wait for it.
  tickets.start();
  return {
    url: config.publicUrl ?? url,
    demoShopUrl: site.shop?.url ?? null,
    setUpCode: (await features.setUp.isNeeded()) ? features.setUp.code : null,
    onFailure: store.onFailure,
    stop: async () => {
      site.health = "draining";
      doors.drain();
      await chats.stop();
      doors.close();
      const cutting = setTimeout(() => http.server.closeAllConnections(), LAST_REQUESTS_MS);
      await Promise.all([http.close(), site.shop?.close()]);
      clearTimeout(cutting);
      await tickets.stop();
      await bus.close();
      limits?.close();
      await store.close();
    },
  };
}

type Features = Awaited<ReturnType<typeof createFeatures>>;

async function createFeatures(config: Config, log: Logger, { database, pool, reports }: Store) {
  const signIn = await createSignIn({ database, publicUrl: config.publicUrl, log });
  const credentials = createCredentials({ database, signIn });
  const accounts = createAccounts({ database });
  const settings = await createSettings({ database, timeOuts: config, log });
  const departments = createDepartments({ database, log });
  const agents = createAgents({ database, signIn, credentials, log });
  const setUp = await createSetUp({ database, accounts, signIn });
  await setUp.ensureOwner(config);
  const files = createFiles({
    pool,
    folder: config.filesDir,
    secret: await filesSecret(pool),
    typesOf: (accountId) => settings.of(accountId).fileTypes,
    now: Date.now,
  });
  return { reports, signIn, credentials, accounts, settings, departments, agents, setUp, files };
}

async function createNode(
  log: Logger,
  metrics: Metrics,
  { pool, commitPool, visitsPool, reportPool }: Store,
  { accounts, settings, departments, agents, files }: Features,
  bus: Bus,
  mails: Mails | null,
): Promise<Chats> {
  const onSite = new OnSite(Date.now, await openPlaceLookup());
  const chats = createChats({
    pool,
    commitPool,
    visitsPool,
    bus,
    accounts: { byKey: accounts.byKey, settingsOf: settings.of },
    agents,
    departments,
    files,
    transcripts: mails?.transcripts ?? null,
    onSite,
    windows: new Windows(onSite),
    now: Date.now,
    log,
    metrics,
  });
  measureStore(metrics, reportPool, Date.now);
  return chats;
}

function openMails(
  config: Config,
  log: Logger,
  metrics: Metrics,
  { pool, reportPool, connectionString }: Store,
  features: Features,
): Mails | null {
  measureMails(metrics, reportPool, Date.now);
  if (!config.mail) return null;
  return createMails({
    ...features,
    pool,
    jobs: createJobs({ connectionString, log, metrics }),
    mailer: createMailer(config.mail),
    ticketEmail: config.ticketEmail,
    now: Date.now,
    log,
  });
}

function routesOf(
  config: Config,
  { reportPool }: Store,
  features: Features,
  tickets: Tickets,
  demoShopUrl: () => string | null,
): HttpRoutes[] {
  return [
    agentRoutes({ config, demoShopUrl, ...features }),
    settingsRoutes({ config, ...features }),
    agentManagementRoutes({ config, ...features }),
    departmentRoutes({ config, ...features }),
    dashboardRoutes({ config, ...features }, teamRoutes(reportPool)),
    historyRoutes({ config, ...features }),
    ticketRoutes({ config, tickets, ...features }),
    analyticsRoutes({ config, ...features, reports: reportPool }),
    apiRoutes({ config, ...features }),
    features.files.routes(async ({ headers }, agentId) => {
      const who = await features.signIn.whoIs(headers);
      return who !== null && (await features.agents.ofPerson(who.personId))?.agentId === agentId;
    }),
    staticFiles(),
  ];
}

function openDoors(
  config: Config,
  log: Logger,
  metrics: Metrics,
  chats: Chats,
  features: Features,
  http: HttpApp,
) {
  const { signIn, agents } = features;
  const doors = new Doors(
    {
      [VISITOR_SOCKET_PATH]: visitorDoor(chats.visitorSession, callerReader(config.trustedProxies)),
      [AGENT_SOCKET_PATH]: agentDoor(chats.agentSession, {
        isOwnOrigin: ({ headers }) => isOwnOrigin(headers, config),
        agentOf: async ({ headers }) => {
          const who = await signIn.whoIs(headers);
          const agent = who && (await agents.ofPerson(who.personId));
          return agent ? { agent, sessionId: who.sessionId } : null;
        },
      }),
    },
    log,
    { mostSockets: mostSocketsOf(openFilesLimit()), metrics },
  );
  doors.attach(http.server);
  const sweeping = setInterval(() => doors.sweep(), DOORS_SWEEP_MS);
  return {
    drain: () => doors.drain(),
    close: () => {
      clearInterval(sweeping);
      doors.closeAll();
    },
  };
}

async function listen(http: HttpApp, { host, port }: Config): Promise<string> {
  await http.listen({ host, port }).catch((error: unknown) => {
    if (errorCode(error) !== "EADDRINUSE") throw error;
    throw new ConfigError([
      `PORT: something listens on ${port} already; stop it, or set PORT to another one`,
    ]);
  });
  if (!http.server.listening) await once(http.server, "listening");
  const address = http.server.address() as AddressInfo; // listening on TCP, it is one
  const name = ["0.0.0.0", "::"].includes(host) ? "localhost" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${address.port}`;
}

async function openDemoShop(config: Config, url: string, { accounts }: Features): Promise<DemoShop | null> {
  if (config.demoShopPort === "off") return null;
  return startDemoShop({
    host: config.host,
    port: config.demoShopPort,
    chatOrigin: () => config.publicUrl ?? url,
    accountKey: async () => (await accounts.first())?.key ?? null,
  });
}
