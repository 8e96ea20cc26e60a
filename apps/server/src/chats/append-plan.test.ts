import { afterAll, beforeAll, expect, test } from "vitest";
import { freshDatabase } from "../testing/postgres.ts";
import { APPEND } from "./append.sql.ts";

/** PostgreSQL keeps the plan of a prepared statement that it has carried out so often. */
const UNTIL_PLAN_IS_KEPT = 6;
const MUCH_LATER = 50_000;

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test("a batch is looked up by the keys of its rows, also by a plan from the days when the tables were empty", async () => {
  const client = await database.pool.connect();
  try {
    for (let time = 0; time < UNTIL_PLAN_IS_KEPT; time += 1)
      await client.query({ name: "append", text: APPEND, values: ["[]", "[]", "[]"] });
    await client.query(
      `insert into command (account_id, actor, command_id, chat_id, first_seq, last_seq)
       select 1, 'visitor:' || g % 1000, 'command-' || g, 'chat-' || g % 1000, 1, 1 from generate_series(1, $1::int) g`,
      [MUCH_LATER],
    );
    const { rows } = await client.query("explain execute append('[]', '[]', '[]')");
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toContain("Index Scan using command_pkey on command");
    expect(plan).toContain("Index Scan using chat_head_pkey on chat_head");
    expect(plan).not.toMatch(/Seq Scan on (command|chat|chat_head|chat_event|deadline)\b/);
  } finally {
    client.release();
  }
});
