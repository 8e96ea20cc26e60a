import type { FileRef } from "@causerie/domain";
import type { Answer, Order } from "../perform.ts";
import { findCommand } from "../store.ts";
import type { FilesContext } from "./context.ts";
import { claimFile, releaseFile } from "./rows.ts";

/** [FI6] Says the file in a chat, as `say` does; only for who uploaded it, and in one message only. */
export async function sendFile(
  { pool, now }: FilesContext,
  order: Order,
  fileId: string,
  say: (content: { file: FileRef }) => Promise<Answer>,
): Promise<Answer> {
  const { accountId, actor, commandId } = order;
  const file = await claimFile(pool, { fileId, accountId, actor, commandId, now: now() });
  if (!file) {
    // [DL3] Sent before, whatever has become of the file since.
    const known = await findCommand(pool, accountId, actor, commandId);
    return known ? { ok: true, ...known } : { ok: false, refusal: { reason: "file-not-found" } };
  }
  const answer = await say({ file });
  if (!answer.ok) await releaseFile(pool, fileId, commandId);
  return answer;
}
