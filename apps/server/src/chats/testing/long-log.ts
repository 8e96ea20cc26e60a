import type { Pool } from "pg";

/** As if a visitor had gone on writing for hours: so many more messages of so many characters, past every door. */
export async function growLog(pool: Pool, chatId: string, count: number, length: number): Promise<void> {
  await pool.query(
    `with grown as (update chat_head set head = head + $2 where chat_id = $1 returning head - $2 as before)
     insert into chat_event (chat_id, seq, at, type, body, data)
     select $1, before + n, 1800000000000 + n, 'MessageSent', repeat('x', $3),
       jsonb_build_object('messageId', 'grown-' || before + n, 'from', jsonb_build_object('kind', 'visitor'))
     from grown, generate_series(1, $2) as n`,
    [chatId, count, length],
  );
}
