import { type HistoryPage, HistoryQuery, type PastChatsPage, PastChatsQuery } from "@causerie/protocol";
import Type from "typebox";
import { agentOf, dashboardRoutes } from "../agents/index.ts";
import type { HttpRoutes } from "../platform/http/app.ts";
import { notFound } from "../platform/http/refusal.ts";
import type { Database } from "../platform/sql/database.ts";
import { loadHistory, loadPastChats } from "./store.ts";

type Deps = Parameters<typeof dashboardRoutes>[0] &
  Readonly<{
    /** A pool of its own, with a statement time-out: what is looked up here never delays a message. */
    reports: Database;
  }>;

const OfVisitor = Type.Object({ visitorId: Type.String({ minLength: 1, maxLength: 64 }) });

/** What the dashboard reads of chats that are over. */
export function historyRoutes(deps: Deps): HttpRoutes {
  const { reports } = deps;
  return dashboardRoutes(deps, (app) => {
    app.get(
      "/history",
      { schema: { querystring: HistoryQuery } },
      async (request): Promise<HistoryPage> =>
        loadHistory(reports, agentOf(request).accountId, request.query),
    );
    app.get(
      "/visitors/:visitorId/chats",
      { schema: { params: OfVisitor, querystring: PastChatsQuery } },
      async (request): Promise<PastChatsPage> => {
        const { accountId } = agentOf(request);
        const page = await loadPastChats(reports, accountId, request.params.visitorId, request.query);
        if (!page) throw notFound("visitor");
        return page;
      },
    );
  });
}
