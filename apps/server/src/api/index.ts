import type { Accounts, Credentials } from "../accounts/index.ts";
import type { Agents } from "../agents/index.ts";
import type { Departments } from "../departments/index.ts";
import type { Config } from "../platform/config.ts";
import type { HttpApp, HttpRoutes } from "../platform/http/app.ts";
import { refuseForeignOrigin } from "../platform/http/origin.ts";
import { accountApi } from "./account.ts";
import { agentsApi } from "./agents.ts";
import { authenticate } from "./authentication.ts";
import { parseEveryBody } from "./bodies.ts";
import { departmentsApi } from "./departments.ts";
import { CHAT_PREFIX, documentApi, PREFIX } from "./documentation.ts";

export type ApiRoutes = Readonly<{
  config: Pick<Config, "publicUrl">;
  accounts: Accounts;
  agents: Agents;
  departments: Departments;
  credentials: Credentials;
}>;

/** The public API: packages/protocol/src/api.ts. Its page is /api/docs, its OpenAPI document /api/docs/json. */
export function apiRoutes(deps: ApiRoutes): HttpRoutes {
  return async (app) => {
    await documentApi(app);
    for (const prefix of [CHAT_PREFIX, PREFIX])
      await app.register(async (scope) => api(scope, deps), { prefix });
  };
}

function api(app: HttpApp, deps: ApiRoutes): void {
  parseEveryBody(app);
  app.addHook("onRequest", async (request, reply) => {
    reply.header("cache-control", "no-store");
    // A browser sends the password that it was once given along with any site's request.
    refuseForeignOrigin(request, deps.config);
  });
  app.addHook("onRequest", authenticate(deps));
  accountApi(app, deps);
  agentsApi(app, deps);
  departmentsApi(app, deps);
}
