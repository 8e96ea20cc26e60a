import type { AccountId } from "@causerie/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase } from "../testing/postgres.ts";
import { type Comer, visitorsWhoCome, WHO_COMES } from "./comers.ts";

/** PostgreSQL keeps the plan of a prepared statement that it has carried out so often. */
const UNTIL_PLAN_IS_KEPT = 6;
const MUCH_LATER = 20_000;

let database: Awaited<ReturnType<typeof freshDatabase>>;
let accountId: AccountId;
beforeAll(async () => {
  database = await freshDatabase();
  const { rows } = await database.pool.query(
    "insert into account (name, key) values ('A', repeat('a', 32)) returning id",
  );
  accountId = rows[0].id;
});
afterAll(() => database.drop());

function comer(token: string, mayBeNew = true): Comer {
  return { accountId, token, now: 1, language: "en", mayBeNew };
}

test("[DO1] [LI4] of those who come together the known are known, the others are new where they may be, and nobody twice", async () => {
  const [known] = await visitorsWhoCome(database.pool, [comer("known")]);
  expect(known).toMatchObject({ isNew: true, openChatId: null });
  const together = await visitorsWhoCome(database.pool, [
    comer("new"),
    comer("known", false),
    comer("put off", false),
    comer("new", false),
    comer("known"),
  ]);
  const [one, again, putOff, twin, alsoAgain] = together;
  expect(one).toMatchObject({ isNew: true });
  expect(putOff).toBe(null);
  expect(twin?.visitor).toEqual(one?.visitor);
  expect(again).toMatchObject({ isNew: false, visitor: known?.visitor });
  expect(alsoAgain).toEqual(again);
  const { rows } = await database.pool.query("select id from visitor");
  expect(new Set(rows.map(({ id }) => id))).toEqual(
    new Set([one, again].map((come) => come?.visitor.visitorId)),
  );
});

test("[DO1] of two nodes that meet a new token at once each finds the same visitor", async () => {
  const tokens = Array.from({ length: 20 }, (_, index) => `met ${index}`);
  const [one, other] = await Promise.all(
    [tokens, tokens.toReversed()].map((these) =>
      visitorsWhoCome(
        database.pool,
        these.map((token) => comer(token)),
      ),
    ),
  );
  const ids = (come: typeof one) => come?.map((each) => each?.visitor.visitorId);
  expect(ids(one)).toEqual(ids(other)?.toReversed());
  expect(new Set(ids(one)).size).toBe(20);
});

test("who comes is looked up by the token's hash, also by a plan from the days when there were few", async () => {
  const client = await database.pool.connect();
  try {
    for (let time = 0; time < UNTIL_PLAN_IS_KEPT; time += 1)
      await client.query({ name: "who-comes", text: WHO_COMES, values: ["[]"] });
    await client.query(
      `insert into visitor (id, account_id, token_hash, number, created_at, last_seen_at)
       select 'v' || g, $1, sha256(g::text::bytea), g, 1, 1 from generate_series(1, $2::int) g`,
      [accountId, MUCH_LATER],
    );
    const { rows } = await client.query(`explain execute "who-comes"('[]')`);
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toContain("Index Scan using visitor_account_id_token_hash_key on visitor");
    expect(plan).not.toMatch(/Seq Scan on (visitor|visit|chat)\b/);
  } finally {
    client.release();
  }
});
