import type { AccountSettings } from "@causerie/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSettings } from "../accounts/index.ts";
import { addAccount, browser, type Doors, OWNER, openDoors } from "../testing/doors.ts";

const FOREIGN = { email: "foreign@example.org", password: "another secret" };
const PLAIN = { email: "grace@example.com", password: "battery staple" };
const DEFAULTS: AccountSettings = {
  ratingEnabled: false,
  offlineTransfers: false,
  fileTypes: ["pdf", "png", "jpeg", "gif", "webp", "txt"],
  agentGoneAfterMs: 30_000,
  visitorGoneAfterMs: 90_000,
  chatIdleAfterMs: 1_200_000,
};
let doors: Doors;
let owner: Awaited<ReturnType<typeof browser>>;
let plain: typeof owner;
let foreigner: typeof owner;
beforeAll(async () => {
  doors = await openDoors({ visitorGoneAfterMs: DEFAULTS.visitorGoneAfterMs });
  await doors.setUp.make(OWNER);
  owner = await browser(doors, OWNER);
  const grace = { ...PLAIN, name: "Grace", role: "agent", enabled: true, departments: [] };
  await owner("POST", "/agents", grace);
  plain = await browser(doors, PLAIN);
  await addAccount(doors, FOREIGN.email, FOREIGN.password);
  foreigner = await browser(doors, FOREIGN);
});
afterAll(() => doors.close());

test("[SE4] settings begin with the installation's, change one by one, and outlive the process", async () => {
  expect((await owner("GET", "/settings")).json()).toEqual(DEFAULTS);
  const rated = await owner("PATCH", "/settings", { ratingEnabled: true });
  expect([rated.statusCode, rated.json()]).toEqual([200, { ...DEFAULTS, ratingEnabled: true }]);
  const changes = { offlineTransfers: true, chatIdleAfterMs: 600_000 };
  const both = await owner("PATCH", "/settings", changes);
  const after = { ...DEFAULTS, ...changes, ratingEnabled: true };
  expect(both.json()).toEqual(after);
  expect((await owner("GET", "/settings")).json()).toEqual(after);
  const { database } = doors.fresh;
  const restarted = await createSettings({ database, timeOuts: DEFAULTS, log: doors.log });
  const { accountId } = (await doors.accounts.first()) ?? {};
  expect(accountId && restarted.of(accountId)).toEqual(after);
});

test("[SE4] of changes at once none is lost, and what is known is what is stored", async () => {
  const values = Array.from({ length: 20 }, (_, index) => 10_000 + index);
  const answers = await Promise.all(
    values.flatMap((ms) => [
      owner("PATCH", "/settings", { visitorGoneAfterMs: ms }),
      owner("PATCH", "/settings", { agentGoneAfterMs: ms }),
    ]),
  );
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200));
  const { accountId } = (await doors.accounts.first()) ?? {};
  const { rows } = await doors.fresh.pool.query("select settings from account where id = $1", [accountId]);
  expect((await owner("GET", "/settings")).json()).toMatchObject(rows[0].settings);
});

test("[SE4] what listens hears of the account, and of what it was before", async () => {
  const heard: unknown[] = [];
  doors.settings.onChanged((changed) => heard.push(changed));
  const before = (await owner("GET", "/settings")).json();
  await owner("PATCH", "/settings", { agentGoneAfterMs: 45_000 });
  const accountId = (await doors.accounts.first())?.accountId;
  expect(heard).toEqual([
    { accountId, before, after: { ...before, agentGoneAfterMs: 45_000 }, isOurs: true },
  ]);
});

test("[SE9] of the files that may be sent the pictures are always some, whatever is asked for", async () => {
  const set = async (fileTypes: string[]) =>
    (await owner("PATCH", "/settings", { fileTypes })).json().fileTypes;
  const pictures = ["png", "jpeg", "gif", "webp"];
  expect(await set(["zip", "pdf", "zip"])).toEqual(["pdf", ...pictures, "zip"]);
  expect(await set([])).toEqual(pictures);
  expect((await owner("GET", "/settings")).json().fileTypes).toEqual(pictures);
});

test.each(["svg", "html", "xml", "js", "exe", "docm", "PDF"])("[SE9] %s cannot be allowed", async (type) => {
  const before = (await owner("GET", "/settings")).json();
  const answer = await owner("PATCH", "/settings", { fileTypes: ["pdf", type] });
  expect(answer.statusCode).toBe(400);
  expect(answer.json().error).toMatchObject({ code: "invalid", field: "fileTypes.1" });
  expect((await owner("GET", "/settings")).json()).toEqual(before);
});

test.each([
  [{ ratingEnabled: "yes" }, "ratingEnabled"],
  [{ ratingEnabled: null }, "ratingEnabled"],
  [{ agentGoneAfterMs: 4_999 }, "agentGoneAfterMs"],
  [{ agentGoneAfterMs: 600_001 }, "agentGoneAfterMs"],
  [{ visitorGoneAfterMs: 9_999 }, "visitorGoneAfterMs"],
  [{ visitorGoneAfterMs: 3_600_001 }, "visitorGoneAfterMs"],
  [{ chatIdleAfterMs: 59_999 }, "chatIdleAfterMs"],
  [{ chatIdleAfterMs: 86_400_001 }, "chatIdleAfterMs"],
  [{ chatIdleAfterMs: 60_000.5 }, "chatIdleAfterMs"],
  [{ offlineTransfers: true, chatIdleAfterMs: "20" }, "chatIdleAfterMs"],
])("[SE6] %j is refused for %s, with what was expected, and changes nothing", async (body, field) => {
  const before = (await owner("GET", "/settings")).json();
  const answer = await owner("PATCH", "/settings", body);
  expect(answer.statusCode).toBe(400);
  expect(answer.json().error).toMatchObject({ code: "invalid", field });
  expect(answer.json().error.message).toMatch(new RegExp(`^${field}: must .+\\.$`));
  expect((await owner("GET", "/settings")).json()).toEqual(before);
});

test("whether mail is set up is said, without the server's secrets", async () => {
  expect((await owner("GET", "/mail")).json()).toEqual({ from: null, ticketEmail: null });
  const smtpUrl = "smtp://user:secret@mail.example.com";
  const mail = { smtpUrl, from: { name: "Shop", address: "chat@example.com" } };
  const other = await openDoors({ mail, ticketEmail: "help@example.com" });
  await other.setUp.make(OWNER);
  const answer = await (await browser(other, OWNER))("GET", "/mail");
  await other.close();
  expect(answer.json()).toEqual({ from: "chat@example.com", ticketEmail: "help@example.com" });
});

test("an unknown setting, or what is no object, is refused", async () => {
  for (const body of [{ ratingsEnabled: true }, [], "x"]) {
    const answer = await owner("PATCH", "/settings", body);
    expect([answer.statusCode, answer.json().error.code]).toEqual([400, "invalid"]);
  }
});

describe("[SE1] who may", () => {
  test("a plain agent is refused, with whom to ask; so is who is signed out, or asks from another site", async () => {
    for (const [method, body] of [["GET"], ["PATCH", { ratingEnabled: false }]] as const) {
      const refused = await plain(method, "/settings", body);
      expect([refused.statusCode, refused.json().error.reason]).toEqual([403, "administrators-only"]);
      const signedOut = await doors.browse({ method, url: "/dashboard-api/settings" });
      expect(signedOut.statusCode).toBe(401);
    }
    const elsewhere = await owner("PATCH", "/settings", { ratingEnabled: false }, "https://evil.example");
    expect(elsewhere.statusCode).toBe(403);
    expect((await owner("GET", "/settings")).json().ratingEnabled).toBe(true);
  });

  test("[VI7] another account has settings of its own", async () => {
    expect((await foreigner("GET", "/settings")).json()).toEqual(DEFAULTS);
    await foreigner("PATCH", "/settings", { ratingEnabled: false, chatIdleAfterMs: 60_000 });
    expect((await owner("GET", "/settings")).json()).toMatchObject({
      ratingEnabled: true,
      chatIdleAfterMs: 600_000,
    });
  });
});
