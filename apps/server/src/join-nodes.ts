import type { Logger } from "pino";
import type { Credentials, Settings, SignIn } from "./accounts/index.ts";
import type { AccessLost, Agents } from "./agents/index.ts";
import type { Chats } from "./chats/index.ts";
import type { Departments } from "./departments/index.ts";
import type { Bus } from "./platform/bus/bus.ts";

type Options = Readonly<{
  bus: Bus;
  chats: Pick<Chats, "refuseAgent" | "settingsChanged" | "tellColleagues" | "dashboards">;
  settings: Settings;
  agents: Agents;
  departments: Departments;
  signIn: SignIn;
  credentials: Credentials;
  log: Logger;
}>;

/** [ND10] What is changed on one node and remembered on all: who may come in, settings, agents, departments. */
export function joinNodes(options: Options): void {
  const { bus, chats, agents, departments, settings, log } = options;
  // One that fails is made good with the next gap or change; of a database that is away the sweeps tell.
  const unlessAway = (error: unknown) =>
    log.warn({ err: error }, "What other nodes changed could not be read");
  agents.onChanged((accountId) => chats.tellColleagues(accountId));
  departments.onChanged((accountId) => chats.tellColleagues(accountId));
  const changes = bus.topic<null>("settings");
  settings.onChanged((changed) => {
    chats.settingsChanged(changed);
    if (changed.isOurs) changes.tell(null);
  });
  changes.listen(() => void settings.reread().catch(unlessAway));
  followAccess(options);
  bus.onGap(() => void catchUp(options).catch(unlessAway));
}

/** [DO2] */
function followAccess({ bus, chats, agents, signIn, credentials }: Options): void {
  const lostAccess = bus.topic<AccessLost>("access");
  agents.onAccessLost((lost) => {
    chats.refuseAgent(lost.agentId, lost.sessionId ?? null);
    lostAccess.tell(lost);
  });
  lostAccess.listen(({ agentId, personId, sessionId }) => {
    signIn.forget(personId);
    if (sessionId === undefined) credentials.forget(personId);
    chats.refuseAgent(agentId, sessionId ?? null);
  });
}

/** [ND8] Some of it may have been missed. */
async function catchUp({ chats, agents, settings, signIn, credentials }: Options): Promise<void> {
  signIn.forgetAll();
  credentials.forgetAll();
  await settings.reread();
  for (const { agentId, sessionId } of await agents.withoutAccess(chats.dashboards()))
    chats.refuseAgent(agentId, sessionId);
}
