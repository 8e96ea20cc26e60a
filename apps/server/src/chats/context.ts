import type { EpochMs } from "@causerie/domain";
import type { Pool } from "pg";
import type { OnSite, Windows } from "../visitors/index.ts";
import type { AgentHub } from "./agent-hub.ts";
import type { Claim } from "./claim.ts";
import type { Files } from "./files/index.ts";
import type { IdleAgents } from "./idle-agents.ts";
import type { Leases } from "./leases.ts";
import type { LiveChats } from "./live-chats.ts";
import type { AccountLookup, AgentLookup, DepartmentLookup } from "./lookups.ts";
import type { ChatMetrics } from "./metrics.ts";
import type { Perform } from "./perform.ts";
import type { Queues } from "./queue.ts";
import type { SiteStatuses } from "./site-statuses.ts";
import type { SessionLog } from "./socket-session.ts";
import type { Unread } from "./unread.ts";
import type { VisitorHub } from "./visitor-hub.ts";
import type { VisitorNews } from "./visitor-news.ts";
import type { WorkUnderWay } from "./work-under-way.ts";

/** Everything that a session works with. */
export type ChatsContext = {
  pool: Pool;
  nodeId: string;
  /** Nobody waits any more: a lost database is an error now. */
  isStopping: boolean;
  now: () => EpochMs;
  log: SessionLog;
  metrics: ChatMetrics;
  work: WorkUnderWay;
  onError: (error: unknown) => void;
  accounts: AccountLookup;
  agents: AgentLookup;
  departments: DepartmentLookup;
  onSite: OnSite;
  windows: Windows;
  chats: LiveChats;
  perform: Perform;
  claim: Claim;
  files: Files;
  queues: Queues;
  leases: Leases;
  siteStatuses: SiteStatuses;
  visitorHub: VisitorHub;
  agentHub: AgentHub;
  idleAgents: IdleAgents;
  unread: Unread;
  visitorNews: VisitorNews;
};
