import { createHash } from "node:crypto";
import type { EpochMs } from "@causerie/domain";
import type { Pool, PoolClient } from "pg";
import type { TranscriptMails } from "../chats/index.ts";
import { inTransaction } from "../platform/sql/transaction.ts";
import { mailLanguageOf } from "./language.ts";
import { findMail, type TranscriptCounts, transcriptsSince } from "./mails.ts";
import type { Outbox } from "./outbox.ts";

/** [MA9] The address is whatever somebody types: what goes there is a handful, not a mailing. */
const MOST_AN_HOUR: Readonly<TranscriptCounts> = { ofChat: 3, ofVisitor: 5, toRecipient: 5 };
const HOUR_MS = 3_600_000;

type Owing = { pool: Pool; outbox: Outbox; now: () => EpochMs };
type Asked = Parameters<TranscriptMails["owe"]>[0];

export function createTranscriptMails(owing: Owing): TranscriptMails {
  return {
    owe: async (asked) => {
      const isOwed = await inTransaction(owing.pool, (client) => owe(owing, client, asked));
      if (isOwed) owing.outbox.wake();
      return isOwed;
    },
  };
}

async function owe({ outbox, now }: Owing, client: PoolClient, asked: Asked): Promise<boolean> {
  // One at a time on all nodes: many asked for at once are not each counted as the first.
  await client.query("select pg_advisory_xact_lock(hashtext('transcript mails'))");
  const mailId = mailIdOf(asked);
  if (await findMail(client, mailId)) return true;
  const { accountId, visitorId, chatId, recipient, upTo } = asked;
  const counts = await transcriptsSince(client, { chatId, visitorId, recipient }, now() - HOUR_MS);
  if (isAnyFull(counts)) return false;
  const language = mailLanguageOf(asked.language);
  await outbox.owe(client, { kind: "transcript", mailId, accountId, chatId, recipient, upTo, language });
  return true;
}

function isAnyFull({ ofChat, ofVisitor, toRecipient }: TranscriptCounts): boolean {
  return (
    ofChat >= MOST_AN_HOUR.ofChat ||
    ofVisitor >= MOST_AN_HOUR.ofVisitor ||
    toRecipient >= MOST_AN_HOUR.toRecipient
  );
}

/** The same command is the same mail, however often it comes [DL3]. */
function mailIdOf({ accountId, visitorId, commandId }: Asked): string {
  const hash = createHash("sha256").update(`${accountId} ${visitorId} ${commandId}`).digest("hex");
  return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
