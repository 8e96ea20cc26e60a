import { TeamSearchQuery } from "@causerie/protocol";
import type { Pool } from "pg";
import { agentOf } from "../agents/index.ts";
import type { HttpApp } from "../platform/http/app.ts";
import { searchTeam } from "./search.ts";

/** The dashboard's reads of chats among colleagues. `pool`: for what scans. */
export function teamRoutes(pool: Pool): (app: HttpApp) => void {
  return (app) => {
    app.get("/team/search", { schema: { querystring: TeamSearchQuery } }, async (request) => {
      const { accountId, agentId } = agentOf(request);
      return searchTeam(pool, accountId, agentId, request.query.q);
    });
  };
}
