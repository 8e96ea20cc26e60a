import type { Pool } from "pg";
import { keptReading } from "../platform/metrics/kept-reading.ts";
import type { Metrics } from "../platform/metrics/metrics.ts";

type Owed = { count: number; oldestAt: number | null };

/** What is owed to somebody outside, read when somebody asks; each node tells the whole installation's. */
export function measureMails(metrics: Metrics, reports: Pool, now: () => number): void {
  const read = keptReading(() => readOwed(reports));
  metrics.gauge(
    "causerie_mails_owed",
    "Mails that are still to be sent.",
    async () => (await read())?.count ?? null,
  );
  metrics.gauge(
    "causerie_mails_oldest_owed_seconds",
    "How long the oldest of them has been owed.",
    async () => {
      const owed = await read();
      if (!owed) return null;
      return owed.oldestAt === null ? 0 : Math.max(0, now() - owed.oldestAt) / 1000;
    },
  );
}

async function readOwed(reports: Pool): Promise<Owed> {
  const { rows } = await reports.query<Owed>(
    `select count(*)::int as count, min(created_at) as "oldestAt" from mail where state = 'owed'`,
  );
  return rows[0] ?? { count: 0, oldestAt: null };
}
