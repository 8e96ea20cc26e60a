import { join } from "node:path";
import type { AccountId, FileRef } from "@causerie/domain";
import type { LinksAsk, LinksFrame, UploadAsk, UploadFrame } from "@causerie/protocol";
import type { Pool } from "pg";
import { folderFiles } from "../../platform/files/folder.ts";
import type { HttpRoutes } from "../../platform/http/app.ts";
import type { Actor } from "../append.ts";
import type { Answer, Order } from "../perform.ts";
import { Addresses } from "./addresses.ts";
import { askUpload } from "./ask-upload.ts";
import type { FilesContext } from "./context.ts";
import { type FileRoutesOptions, fileRoutes } from "./http.ts";
import { linksTo } from "./links.ts";
import { RefusedUploads } from "./refused-uploads.ts";
import { sendFile } from "./send-file.ts";
import { sweepFiles } from "./sweep.ts";
import { UploadsUnderWay } from "./uploads-under-way.ts";

type Person = { accountId: AccountId; actor: Actor };

/** Files that people send one another: asked for over the socket, carried over HTTP, said by a command. */
export type Files = {
  ask(who: Person, frame: UploadAsk): Promise<UploadFrame>;
  /** `say`: the command, with the file for its content. */
  send(order: Order, fileId: string, say: (content: { file: FileRef }) => Promise<Answer>): Promise<Answer>;
  links(who: Person, frame: LinksAsk): Promise<LinksFrame>;
  routes(isAgentHere: FileRoutesOptions["isAgentHere"]): HttpRoutes;
  sweep(): Promise<void>;
};

/**
 * `folder`: where contents are kept. `secret`: signs the addresses, the same on every node. `nowMs`: of a clock that
 * nobody sets.
 */
export type FilesOptions = Pick<FilesContext, "pool" | "now" | "typesOf"> & {
  folder: string;
  secret: string;
  nowMs?: () => number;
};

export function createFiles(options: FilesOptions): Files {
  const { pool, folder, secret, now, typesOf, nowMs = () => performance.now() } = options;
  const context: FilesContext = {
    pool,
    now,
    nowMs,
    typesOf,
    store: folderFiles(folder),
    unfinished: join(folder, "unfinished"),
    underWay: new UploadsUnderWay(),
    refused: new RefusedUploads(nowMs),
    addresses: new Addresses(secret),
  };
  return {
    ask: (who, frame) => askUpload(context, who, frame),
    send: (order, fileId, say) => sendFile(context, order, fileId, say),
    links: ({ actor }, { fileIds }) => linksTo(context, actor, fileIds),
    routes: (isAgentHere) => fileRoutes({ context, isAgentHere }),
    sweep: () => sweepFiles(context),
  };
}

export async function filesSecret(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ value: string }>(
    "select value from installation_secret where name = 'files'",
  );
  const [secret] = rows;
  if (!secret) throw new Error("the secret that signs files' addresses is not in the store");
  return secret.value;
}
