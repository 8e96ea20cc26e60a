import { clearStaging } from "../../platform/files/staging.ts";
import { inTransaction } from "../../platform/sql/transaction.ts";
import { type FilesContext, thumbnailKey } from "./context.ts";
import { forgetUnsent, unsentFiles } from "./rows.ts";

export const UNSENT_MS = 60 * 60_000;
const BATCH = 100;

/** [FI10] What nobody has sent within an hour goes. */
export async function sweepFiles({ pool, store, now, unfinished }: FilesContext): Promise<void> {
  const before = now() - UNSENT_MS;
  await clearStaging(unfinished, UNSENT_MS);
  for (const fileId of await unsentFiles(pool, before, BATCH)) {
    // The row stays locked until its contents are gone, so that no command claims it meanwhile.
    await inTransaction(pool, async (client) => {
      if (!(await forgetUnsent(client, fileId, before))) return;
      for (const key of [fileId, thumbnailKey(fileId)]) await store.remove(key);
    });
  }
}
