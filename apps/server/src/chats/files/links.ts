import type { LinksFrame } from "@causerie/protocol";
import { linkExpiry } from "./addresses.ts";
import type { FilesContext } from "./context.ts";
import { visibleFiles } from "./rows.ts";

/** [FI9] Addresses of those of the files that this person may see. */
export async function linksTo(
  { pool, addresses, now }: FilesContext,
  actor: string,
  fileIds: readonly string[],
): Promise<LinksFrame> {
  const asked = [...new Set(fileIds)];
  const expiresAt = linkExpiry(now());
  const files = asked.length > 0 ? await visibleFiles(pool, actor, asked) : [];
  const links = files.map(({ fileId, name, hasThumbnail }) => {
    const url = addresses.toOpen({ fileId, actor, expiresAt }, name);
    return { fileId, url, thumbnailUrl: hasThumbnail ? `${url}&thumbnail` : null, expiresAt };
  });
  return { t: "links", asked, links };
}
