import type { AgentFrame, VisitorFrame } from "@causerie/protocol";
import type { PaceLimits } from "../platform/ws/pace.ts";
import { Paces } from "../platform/ws/paces.ts";

/** [LI1] No widget comes near it: a message each 20 ms. */
const OF_A_VISITOR: PaceLimits = { perSecond: 50, burst: 200 };
/** [LI1] A dashboard that comes back asks for what it shows of some hundred chats at once. */
const OF_AN_AGENT: PaceLimits = { perSecond: 500, burst: 2000 };
/** [LI4] A school behind one address comes at once; what goes on like that fills the table. */
const NEWCOMERS_OF_AN_ADDRESS: PaceLimits = { perSecond: 1, burst: 1000 };
/** [LI14] Each is a mail. */
const OFFLINE_MESSAGES_OF_A_VISITOR: PaceLimits = { perSecond: 1 / 60, burst: 10 };

/** [LI2] Tabs of one person. */
export const MOST_CONNECTIONS = 50;

/** What everybody may ask of one node. Each is shared by all connections that bring the same key. */
export type Allowances = Readonly<{
  /** By token. */
  visitors: Paces;
  /** By id. */
  agents: Paces;
  /** By address [LI5]. */
  newcomers: Paces;
  /** By the visitor's id. */
  offlineMessages: Paces;
}>;

/** `nowMs`: of a clock that nobody sets. */
export function createAllowances(nowMs: () => number): Allowances {
  return {
    visitors: new Paces(OF_A_VISITOR, nowMs),
    agents: new Paces(OF_AN_AGENT, nowMs),
    newcomers: new Paces(NEWCOMERS_OF_AN_ADDRESS, nowMs),
    offlineMessages: new Paces(OFFLINE_MESSAGES_OF_A_VISITOR, nowMs),
  };
}

/** What waits for the database alone, or writes outside the batch. */
const QUERY = 10;
/** What others are told of. */
const NEWS = 5;
/** A walk from page to page says hello at each: fifty at once, and twelve a second. */
export const COST_OF_HELLO = 4;

/** To read a long frame costs as much as many short ones. */
const LENGTH_OF_ONE = 4096;

const COSTS_OF_VISITOR: Readonly<Record<VisitorFrame["t"], number>> = {
  /** Taken beforehand. */
  hello: 0,
  ping: 1,
  command: 1,
  typing: NEWS,
  page: NEWS,
  look: NEWS,
  idle: NEWS,
  cart: NEWS,
  panel: NEWS,
  identify: QUERY,
  older: QUERY,
  upload: QUERY,
  links: QUERY,
};

const COSTS_OF_AGENT: Readonly<Record<AgentFrame["t"], number>> = {
  hello: 0,
  ping: 1,
  command: 1,
  close: 1,
  typing: NEWS,
  idle: NEWS,
  open: QUERY,
  read: QUERY,
  older: QUERY,
  status: QUERY,
  "idle-timeout": QUERY,
  watch: QUERY,
  details: QUERY,
  upload: QUERY,
  links: QUERY,
};

/** What a frame counts more for its length. */
export function costOfLength(text: string): number {
  return Math.floor(text.length / LENGTH_OF_ONE);
}

export function costOfVisitorFrame(frame: VisitorFrame): number {
  return COSTS_OF_VISITOR[frame.t] + costOfCommand(frame);
}

export function costOfAgentFrame(frame: AgentFrame): number {
  return COSTS_OF_AGENT[frame.t] + costOfCommand(frame);
}

/** A message goes in a batch with others; anything else is rare. */
function costOfCommand(frame: VisitorFrame | AgentFrame): number {
  return frame.t === "command" && frame.command.type !== "SendMessage" ? QUERY : 0;
}
