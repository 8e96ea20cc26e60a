import { type AccountSettings, allowedTypes, type MailSetUp, SettingsChanges } from "@causerie/protocol";
import type { Settings, SignIn } from "../accounts/index.ts";
import type { Config } from "../platform/config.ts";
import type { HttpRoutes } from "../platform/http/app.ts";
import type { Agents } from "./agents.ts";
import { administratorsOnly, agentOf, dashboardRoutes } from "./dashboard-routes.ts";

type Deps = Readonly<{
  config: Pick<Config, "publicUrl" | "mail" | "ticketEmail">;
  agents: Agents;
  signIn: SignIn;
  settings: Settings;
}>;

/** [SE1] [SE4] */
export function settingsRoutes(deps: Deps): HttpRoutes {
  const { settings } = deps;
  return dashboardRoutes(deps, (app) => {
    app.get("/settings", { onRequest: administratorsOnly }, async (request): Promise<AccountSettings> => {
      return settings.of(agentOf(request).accountId);
    });
    app.get("/mail", { onRequest: administratorsOnly }, async (): Promise<MailSetUp> => {
      const { mail, ticketEmail } = deps.config;
      return { from: mail?.from.address ?? null, ticketEmail: ticketEmail ?? null };
    });
    const change = { onRequest: administratorsOnly, schema: { body: SettingsChanges } };
    app.patch("/settings", change, async (request): Promise<AccountSettings> => {
      const { fileTypes, ...others } = request.body;
      const changes = fileTypes ? { ...others, fileTypes: allowedTypes(fileTypes) } : others;
      return settings.change(agentOf(request).accountId, changes);
    });
  });
}
