import type { AccountId, CommandId, FileId, FileRef } from "@causerie/domain";
import type { Pool, PoolClient } from "pg";
import type { Actor } from "../append.ts";

export type NewFile = FileRef & {
  accountId: AccountId;
  uploader: Actor;
  hasThumbnail: boolean;
  createdAt: number;
};
export type StoredFile = FileRef & { hasThumbnail: boolean };

type Row = {
  id: FileId;
  name: string;
  mime: string;
  size_bytes: number;
  width: number | null;
  height: number | null;
  has_thumbnail: boolean;
};

const COLUMNS = "f.id, f.name, f.mime, f.size_bytes, f.width, f.height, f.has_thumbnail";

/** Before its contents are stored: what breaks off between the two, the sweep finds here. */
export async function reserveFile(pool: Pool, file: NewFile): Promise<void> {
  const { fileId, accountId, uploader, name, mime, sizeBytes, image, hasThumbnail, createdAt } = file;
  await pool.query({
    name: "reserve-file",
    text: `insert into file (id, account_id, uploader, name, mime, size_bytes, width, height, has_thumbnail, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
           on conflict (id) do update set size_bytes = excluded.size_bytes, width = excluded.width,
             height = excluded.height, has_thumbnail = excluded.has_thumbnail where not file.ready`,
    values: [
      fileId,
      accountId,
      uploader,
      name,
      mime,
      sizeBytes,
      image?.width ?? null,
      image?.height ?? null,
      hasThumbnail,
      createdAt,
    ],
  });
}

export async function markReady(pool: Pool, fileId: FileId): Promise<void> {
  await pool.query({
    name: "file-ready",
    text: "update file set ready = true where id = $1",
    values: [fileId],
  });
}

export async function forgetUnready(pool: Pool, fileId: FileId): Promise<void> {
  await pool.query({
    name: "forget-unready-file",
    text: "delete from file where id = $1 and not ready",
    values: [fileId],
  });
}

/** null: not stored, or not whole yet. */
export async function readyFile(pool: Pool, fileId: FileId): Promise<StoredFile | null> {
  const { rows } = await pool.query<Row>({
    name: "ready-file",
    text: `select ${COLUMNS} from file f where f.id = $1 and f.ready`,
    values: [fileId],
  });
  return rows[0] ? fileOf(rows[0]) : null;
}

/** A person's files that are waiting to be sent, or were sent of late. */
export async function unsettledOf(pool: Pool, uploader: Actor): Promise<{ count: number; bytes: number }> {
  const { rows } = await pool.query<{ count: number; bytes: number }>({
    name: "unsettled-files",
    text: `select count(*)::int as count, coalesce(sum(size_bytes), 0)::float8 as bytes
           from file where uploader = $1 and not settled`,
    values: [uploader],
  });
  return rows[0] ?? { count: 0, bytes: 0 };
}

/** [FI6] From now on the file is this command's; null where it is not this person's, or another command's. */
export async function claimFile(
  pool: Pool,
  claim: { fileId: string; accountId: AccountId; actor: Actor; commandId: CommandId; now: number },
): Promise<FileRef | null> {
  const { rows } = await pool.query<Row>({
    name: "claim-file",
    text: `update file f set command_id = $4, claimed_at = $5
           where f.id = $1 and f.account_id = $2 and f.uploader = $3 and f.ready
             and (f.command_id is null or f.command_id = $4)
           returning ${COLUMNS}`,
    values: [claim.fileId, claim.accountId, claim.actor, claim.commandId, claim.now],
  });
  return rows[0] ? refOf(rows[0]) : null;
}

/** The command was refused: another may send the file. */
export async function releaseFile(pool: Pool, fileId: string, commandId: CommandId): Promise<void> {
  await pool.query({
    name: "release-file",
    text: `update file f set command_id = null where f.id = $1 and f.command_id = $2 and not exists (
             select from command c
             where c.account_id = f.account_id and c.actor = f.uploader and c.command_id = f.command_id)`,
    values: [fileId, commandId],
  });
}

/**
 * [FI9] Of these files, those that the person may see: their own, a visitor those of their chats, an agent those of the
 * account's chats with visitors and of the chats among colleagues that they are in.
 */
export async function visibleFiles(
  pool: Pool,
  actor: string,
  fileIds: readonly string[],
): Promise<StoredFile[]> {
  const [kind, id] = actor.split(":");
  if (kind !== "visitor" && kind !== "agent") return [];
  const { rows } = await pool.query<Row>({
    name: `files-visible-to-${kind}`,
    text: `select ${COLUMNS} from file f
           left join command m on m.account_id = f.account_id and m.actor = f.uploader and m.command_id = f.command_id
           left join chat c on c.id = m.chat_id
           where f.id = any($1::text[]) and f.ready and (f.uploader = $2 or ${IS_READER[kind]})`,
    values: [fileIds, actor, id],
  });
  return rows.map(fileOf);
}

const IS_READER = {
  visitor: "c.visitor_id = $3",
  agent: `(
    (c.status <> 'team' or c.agent_ids @> array[$3::bigint])
    and exists (select from agent a where a.id = $3::bigint and a.account_id = f.account_id
                and a.enabled and a.deleted_at is null))`,
};

/** Up to `limit` files that nobody has sent since `before`. Those that were are marked, and not looked at again. */
export async function unsentFiles(pool: Pool, before: number, limit: number): Promise<FileId[]> {
  await pool.query({
    name: "settle-files",
    text: `update file f set settled = true from command m
           where not f.settled and f.created_at < $1
             and m.account_id = f.account_id and m.actor = f.uploader and m.command_id = f.command_id`,
    values: [before],
  });
  const { rows } = await pool.query<{ id: FileId }>({
    name: "unsent-files",
    text: `select id from file where not settled and created_at < $1 and coalesce(claimed_at, 0) < $1
           order by created_at limit $2`,
    values: [before, limit],
  });
  return rows.map(({ id }) => id);
}

/** Whether it was still unsent, and is gone now. */
export async function forgetUnsent(client: PoolClient, fileId: FileId, before: number): Promise<boolean> {
  const { rowCount } = await client.query({
    name: "forget-unsent-file",
    text: "delete from file where id = $1 and not settled and coalesce(claimed_at, 0) < $2",
    values: [fileId, before],
  });
  return rowCount === 1;
}

function fileOf(row: Row): StoredFile {
  return { ...refOf(row), hasThumbnail: row.has_thumbnail };
}

function refOf({ id: fileId, name, mime, size_bytes: sizeBytes, width, height }: Row): FileRef {
  const image = width !== null && height !== null ? { width, height } : null;
  return { fileId, name, mime, sizeBytes, image };
}
