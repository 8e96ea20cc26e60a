import type { Migration } from "kysely/migration";
import * as accounts from "./0001-accounts.ts";
import * as chats from "./0002-chats.ts";
import * as agentsDay from "./0003-agents-day.ts";
import * as files from "./0004-files.ts";
import * as departments from "./0005-departments.ts";
import * as tickets from "./0006-tickets.ts";
import * as history from "./0007-history.ts";
import * as status from "./0010-status.ts";
import * as nodes from "./0011-nodes.ts";
import * as attempts from "./0012-attempts.ts";
import * as idleVisitors from "./0013-idle-visitors.ts";
import * as transcripts from "./0014-transcripts.ts";

/** In the order of their names. One that was released is never changed: add another. */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001-accounts": accounts,
  "0002-chats": chats,
  "0003-agents-day": agentsDay,
  "0004-files": files,
  "0005-departments": departments,
  "0007-history": history,
  "0010-status": status,
  "0011-nodes": nodes,
  "0012-attempts": attempts,
  "0013-idle-visitors": idleVisitors,
  "0014-transcripts": transcripts,
  "0006-tickets": tickets,
};
