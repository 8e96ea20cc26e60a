import type { AccountId } from "@causerie/domain";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createCredentials,
  createSettings,
  createSignIn,
  DEFAULT_SETTINGS,
  type SettingsChanged,
} from "./accounts/index.ts";
import { createAgents } from "./agents/index.ts";
import { createDepartments } from "./departments/index.ts";
import { joinNodes } from "./join-nodes.ts";
import { inProcessHub } from "./platform/bus/in-process.ts";
import { cookieOf, type Doors, OWNER, openDoors } from "./testing/doors.ts";

const log = pino({ level: "silent" });
const hub = inProcessHub();
let doors: Doors;
let accountId: AccountId;

beforeAll(async () => {
  doors = await openDoors();
  await doors.setUp.make(OWNER);
  const account = await doors.accounts.first();
  if (!account) throw new Error("the set-up made no account");
  accountId = account.accountId;
});
afterAll(() => doors.close());

/** What a node's chats are told, in place of sockets. */
function listening() {
  const told = {
    refused: [] as { agentId: number; sessionId: string | null }[],
    settings: [] as SettingsChanged[],
    colleagues: [] as number[],
    dashboards: [] as { agentId: number; sessionId: string | null }[],
  };
  const chats = {
    refuseAgent: (agentId: number, sessionId: string | null) => told.refused.push({ agentId, sessionId }),
    settingsChanged: (changed: SettingsChanged) => told.settings.push(changed),
    tellColleagues: (id: number) => told.colleagues.push(id),
    dashboards: () => told.dashboards,
  };
  return { told, chats };
}

/** A node of its own on the doors' database. */
async function otherNode() {
  const { database } = doors.fresh;
  const bus = hub.join();
  const { told, chats } = listening();
  const signIn = await createSignIn({ database, publicUrl: undefined, log });
  const credentials = createCredentials({ database, signIn });
  const settings = await createSettings({ database, timeOuts: doors.config, log });
  const agents = createAgents({ database, signIn, credentials, log });
  const departments = createDepartments({ database, log });
  joinNodes({ bus, chats, settings, agents, departments, signIn, credentials, log });
  return { bus, told, signIn, credentials, settings, agents };
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}

async function signedIn(): Promise<{ cookie: string }> {
  return { cookie: cookieOf(await doors.browse({ method: "POST", url: "/auth/session", payload: OWNER })) };
}

test("[ND10] a change of settings is known to every node, and only the node that made it moves deadlines", async () => {
  const [one, other] = [await otherNode(), await otherNode()];
  await one.settings.change(accountId, { ratingEnabled: true });
  await until(() => other.settings.of(accountId).ratingEnabled);
  expect(one.told.settings.map(({ isOurs }) => isOurs)).toEqual([true]);
  await until(() => other.told.settings.length > 0);
  expect(other.told.settings).toEqual([
    {
      accountId,
      before: { ...other.settings.of(accountId), ratingEnabled: DEFAULT_SETTINGS.ratingEnabled },
      after: one.settings.of(accountId),
      isOurs: false,
    },
  ]);
});

test("[ND10] [DO2] who signs out on one node is out on every other at once: sockets, and what was remembered", async () => {
  const [one, other] = [await otherNode(), await otherNode()];
  const headers = await signedIn();
  const who = await other.signIn.whoIs(headers);
  if (!who) throw new Error("nobody is signed in");
  await one.signIn.signOut(headers);
  await one.agents.signedOut(who);
  await until(() => other.told.refused.length > 0);
  expect(other.told.refused).toEqual(one.told.refused);
  expect(other.told.refused.map(({ sessionId }) => sessionId)).toEqual([who.sessionId]);
  expect(await other.signIn.whoIs(headers)).toBeNull();
});

test("[ND10] [DO2] who is disabled on one node is out on every other at once, of every dashboard and of the API", async () => {
  const [one, other] = [await otherNode(), await otherNode()];
  const owner = (await one.agents.list(accountId))[0];
  if (!owner) throw new Error("there is no owner");
  const given = { email: "ben@example.com", password: "a battery staple", address: "203.0.113.9" };
  const made = await one.agents.create(owner, {
    ...{ email: given.email, password: given.password, displayName: "Ben", firstName: "", lastName: "" },
    ...{ role: "agent", enabled: true, departmentIds: [] },
  });
  if (made.kind !== "done") throw new Error(made.refusal);
  const { agentId, personId } = made.after;
  // Remembered there for a minute.
  expect(await other.credentials.checkAgain(given)).toEqual({ kind: "person", personId });
  await one.agents.change(owner, agentId, { enabled: false });
  await until(() => other.told.refused.length > 0);
  expect(other.told.refused).toEqual([{ agentId, sessionId: null }]);
  expect(one.told.refused).toEqual([{ agentId, sessionId: null }]);
  expect(await other.agents.ofPerson(personId)).toBeNull();
  await doors.fresh.pool.query("update sign_in_method set password = null where person_id = $1", [personId]);
  expect(await other.credentials.checkAgain(given)).toEqual({ kind: "wrong" });
});

test("[ND8] [DO2] sign-outs and settings of which the news were lost are made good once the bus is heard again", async () => {
  const [one, other] = [await otherNode(), await otherNode()];
  const headers = await signedIn();
  const stays = await signedIn();
  const who = await other.signIn.whoIs(headers);
  const staying = await other.signIn.whoIs(stays);
  const agent = who && (await other.agents.ofPerson(who.personId));
  if (!who || !staying || !agent) throw new Error("nobody is signed in");
  const { agentId } = agent;
  other.told.dashboards = [who, staying].map(({ sessionId }) => ({ agentId, sessionId }));
  hub.cut(other.bus.nodeId);
  await one.signIn.signOut(headers);
  await one.agents.signedOut(who);
  const wanted = !one.settings.of(accountId).offlineTransfers;
  await one.settings.change(accountId, { offlineTransfers: wanted });
  await new Promise((resolve) => setImmediate(resolve));
  expect(other.told.refused).toEqual([]);
  hub.heal(other.bus.nodeId);
  await until(() => other.told.refused.length > 0);
  expect(other.told.refused).toEqual([{ agentId, sessionId: who.sessionId }]);
  expect(other.settings.of(accountId).offlineTransfers).toBe(wanted);
  expect(await other.signIn.whoIs(headers)).toBeNull();
});

test("[ND10] agents and departments that were changed on one node are told to the dashboards", async () => {
  const one = await otherNode();
  const owner = (await one.agents.list(accountId))[0];
  if (!owner) throw new Error("there is no owner");
  await one.agents.change(owner, owner.agentId, { displayName: "Countess" });
  expect(one.told.colleagues).toEqual([accountId]);
});
