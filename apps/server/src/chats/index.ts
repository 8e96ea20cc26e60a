import { type AccountId, type EpochMs, isOpen } from "@causerie/domain";
import type { Pool } from "pg";
import type { SettingsChanged } from "../accounts/index.ts";
import type { Bus } from "../platform/bus/bus.ts";
import type { Metrics } from "../platform/metrics/metrics.ts";
import type { Caller, Link, Session } from "../platform/ws/link.ts";
import { AcrossNodes, type OnSite, type Windows } from "../visitors/index.ts";
import { AgentHub } from "./agent-hub.ts";
import { AgentNews, type AgentNewsOptions } from "./agent-news.ts";
import { AgentSession } from "./agent-session.ts";
import { createAllowances } from "./allowances.ts";
import { Claim } from "./claim.ts";
import { Clock } from "./clock.ts";
import type { ChatsContext } from "./context.ts";
import type { Files } from "./files/index.ts";
import { createFollowUp, type FollowUp, type OnError } from "./follow-up.ts";
import { GroupCommit } from "./group-commit.ts";
import { Hellos } from "./hellos.ts";
import { IdleAgents } from "./idle-agents.ts";
import { Leases } from "./leases.ts";
import { LiveChats, type LiveChatsOptions } from "./live-chats.ts";
import type {
  AccountLookup,
  AgentLookup,
  AgentOfAccount,
  DepartmentLookup,
  TranscriptMails,
} from "./lookups.ts";
import { ChatMetrics } from "./metrics.ts";
import { Nodes, type NodesOptions } from "./nodes.ts";
import { noteBack } from "./note-back.ts";
import { OwnAffairs } from "./own-affairs.ts";
import { OwnEdits } from "./own-edits.ts";
import { Perform } from "./perform.ts";
import { Queues } from "./queue.ts";
import { Reread } from "./reread.ts";
import type { SessionLog } from "./session-context.ts";
import { bringDeadlinesForward } from "./shorter-time-outs.ts";
import { siteOf } from "./site.ts";
import { SiteStatuses } from "./site-statuses.ts";
import { Unread } from "./unread.ts";
import { VisitorHub } from "./visitor-hub.ts";
import { VisitorNews } from "./visitor-news.ts";
import { VisitorSession } from "./visitor-session.ts";
import { WorkUnderWay } from "./work-under-way.ts";

export { agentDoor, visitorDoor } from "./doors.ts";
export { editVisitor } from "./edit-details.ts";
export { createFiles, type Files, filesSecret } from "./files/index.ts";
export type { TranscriptMails } from "./lookups.ts";
export { measureStore } from "./metrics.ts";
export { loadEventsBefore, pagesAfter } from "./store.ts";

export type ChatsOptions = {
  pool: Pool;
  /** For commits alone, one connection: a message does not queue behind whatever else is read. */
  commitPool: Pool;
  /** For visits alone, one connection: a storm of page views queues behind itself [LI11]. */
  visitsPool: Pool;
  bus: Bus;
  accounts: AccountLookup;
  agents: AgentLookup;
  departments: DepartmentLookup;
  files: Files;
  /** Null where no mail is set up. */
  transcripts: TranscriptMails | null;
  onSite: OnSite;
  windows: Windows;
  now: () => EpochMs;
  /** Of a clock that nobody sets. */
  nowMs?: () => number;
  log: SessionLog & NodesOptions["log"];
  metrics: Metrics;
};

/** The chats of one node: what its sockets do, and what it does by itself. */
export type Chats = {
  visitorSession(link: Link, caller: Caller): Session;
  agentSession(link: Link, agent: AgentOfAccount, sessionId: string | null): Session;
  /** [DO2] Closes the sockets of one sign-in, or all of the agent's. */
  refuseAgent(agentId: number, sessionId: string | null): void;
  /** The dashboards that are open here, by agent and sign-in. */
  dashboards(): { agentId: number; sessionId: string | null }[];
  /** Agents, departments, their members, or who is there have changed: dashboards, queues and widgets follow. */
  tellColleagues(accountId: number): void;
  /** Dashboards, widgets and deadlines follow. */
  settingsChanged(changed: SettingsChanged): void;
  /** Starts what runs by the clock. To be called once the store is ready. */
  start(): Promise<void>;
  /** After this a lost database is an error, not something to wait for. Writes what visits are left. */
  stop(): Promise<void>;
  /** The database is away: what is asked waits until it is back. */
  isFailing(): boolean;
  readonly context: ChatsContext;
};

export function createChats(options: ChatsOptions): Chats {
  const context = createContext(options);
  const clock = new Clock(context);
  return {
    context,
    visitorSession: (link, caller) => new VisitorSession(context, link, caller),
    agentSession: (link, agent, sessionId) => new AgentSession(context, link, agent, sessionId),
    refuseAgent: (agentId, sessionId) => context.agentHub.refuse(agentId, sessionId),
    dashboards: () => context.agentHub.letInNow(),
    // The id comes from the accounts' own table.
    tellColleagues: (accountId) => context.agentNews.tellColleagues(accountId as AgentSession["accountId"]),
    settingsChanged: (changed) => {
      const { accountId, after } = changed;
      context.agentHub.tellAll(accountId, { t: "settings", settings: after });
      tellSite(context, accountId);
      if (changed.isOurs) context.followUp(() => bringDeadlinesForward(context.pool, changed), { accountId });
    },
    start: () => clock.start(),
    stop: () => clock.stop(),
    isFailing: () => clock.isFailing,
  };
}

function createContext(options: ChatsOptions): ChatsContext {
  const { pool, bus, now, log, onSite, departments } = options;
  const { settingsOf } = options.accounts;
  const { nodeId } = bus;
  const metrics = new ChatMetrics(options.metrics);
  const onError: OnError = (error, about) =>
    log.error({ err: error, ...about }, "A reaction failed: report this line");
  const underWay = new WorkUnderWay();
  const isConcerned: LiveChatsOptions["isConcerned"] = (news) =>
    visitorHub.hear(news) || agentHub.isConcerned(news);
  const isStopping = () => context.isStopping;
  const followUp = createFollowUp({ work: underWay, isStopping, onError });
  const chats = new LiveChats({ pool, bus, isConcerned, work: underWay, isStopping, onError });
  const work = { pool, chats, settingsOf, now, isStopping };
  const measured = (size: number, seconds: number) => metrics.committed(size, seconds);
  const commits = new GroupCommit(options.commitPool, settingsOf, measured);
  const leases = new Leases(pool, nodeId, now, (...visitor) => onSite.isIdleHere(...visitor));
  const queues = new Queues(pool, now);
  const visitorHub = new VisitorHub(onSite, leases, onError);
  const agentHub = new AgentHub({ queues, leases, agents: options.agents, departments, followUp });
  const ownAffairs = new OwnAffairs({ pool, hub: agentHub, agents: options.agents });
  const unread = createUnread(pool, agentHub, followUp);
  const onIdleElsewhere: AgentNewsOptions["onIdleElsewhere"] = (accountId, agentId) =>
    followUp(() => context.idleAgents.check(accountId, agentId), { accountId, actor: `agent:${agentId}` });
  const context: ChatsContext = {
    ...givenOf(options),
    nodeId,
    metrics,
    allowances: createAllowances(options.nowMs ?? (() => performance.now())),
    work: underWay,
    onError,
    followUp,
    isStopping: false,
    acrossNodes: new AcrossNodes({ bus, onSite, windows: options.windows }),
    chats,
    hellos: new Hellos(pool),
    perform: new Perform({ ...work, commits }),
    claim: new Claim(work),
    ownEdits: new OwnEdits(),
    queues,
    leases,
    siteStatuses: new SiteStatuses(pool, now, (accountId) => tellSite(context, accountId)),
    visitorHub,
    agentHub,
    agentNews: new AgentNews({ bus, hub: agentHub, own: ownAffairs, chats, onIdleElsewhere }),
    ownAffairs,
    idleAgents: new IdleAgents({ pool, agents: options.agents, news: () => context.agentNews }),
    unread,
    visitorNews: new VisitorNews({ pool, bus, onSite, visitorHub, agentHub, followUp }),
    nodes: new Nodes({ ...options, leases, onUnheard: () => rereadAll(context) }),
    reread: new Reread({ ...work, agentHub, visitorHub, unread, ownAffairs }),
  };
  react(context, bus);
  return context;
}

/** What the sessions work with as it was given. */
function givenOf(options: ChatsOptions) {
  const { pool, visitsPool, now, log, accounts, agents, departments, onSite, windows, files, transcripts } =
    options;
  return { pool, visitsPool, now, log, accounts, agents, departments, onSite, windows, files, transcripts };
}

function createUnread(pool: Pool, agentHub: AgentHub, followUp: FollowUp): Unread {
  const tell = (accountId: AccountId, count: number) => agentHub.tellAll(accountId, { t: "unread", count });
  return new Unread({ pool, tell, followUp });
}

/** What follows from what happened. */
function react(context: ChatsContext, bus: Bus): void {
  const { agentHub, visitorHub, siteStatuses, windows, idleAgents, unread, chats, perform, followUp } =
    context;
  bus.onGap(() => rereadAll(context));
  agentHub.onWhoIsThere((accountId) => {
    followUp(() => siteStatuses.refresh([accountId]), { accountId });
    followUp(() => agentHub.followWhoMayServe([accountId]), { accountId });
  });
  agentHub.onMayServe((accountId) => windows.refresh(accountId));
  agentHub.onLeftChat((accountId, agentId) => {
    followUp(() => idleAgents.check(accountId, agentId), { accountId, actor: `agent:${agentId}` });
  });
  chats.onChange((change) => visitorHub.note(change));
  chats.onChange((change) => agentHub.note(change));
  chats.onChange((change) => unread.note(change));
  chats.onChange(({ chat, events }) => {
    // They came back while it was being written that they are gone.
    const isSaidGone = events.some(({ type }) => type === "VisitorGone");
    const { state } = chat;
    if (!isSaidGone || !isOpen(state) || !visitorHub.isHere(state.visitor.visitorId)) return;
    followUp(() => noteBack(perform, chat), { accountId: chat.accountId, chatId: chat.chatId });
  });
}

function rereadAll({ reread, followUp }: ChatsContext): void {
  followUp(() => reread.ask());
}

function tellSite(context: ChatsContext, accountId: AccountId): void {
  context.visitorHub.tellAll(accountId, { t: "site", site: siteOf(context, accountId) });
}
