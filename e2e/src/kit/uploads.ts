import type { VisitorClient } from "@causerie/client";
import { ClientFiles, type Put } from "@causerie/client/files";
import { until } from "./server.ts";

const WITHIN_MS = 60_000;

/** What a browser does by XMLHttpRequest. */
const putByFetch: Put = (url, body) => {
  const aborting = new AbortController();
  const init = { method: "POST", body, signal: aborting.signal };
  const done = fetch(url, init).then(
    async (answer) => ({ status: answer.status, text: await answer.text() }),
    () => null,
  );
  return { done, cancel: () => aborting.abort() };
};

/** Sends a file, and reads it back at the address that the visitor is given. */
export async function sendFile(
  visitor: VisitorClient,
  name: string,
  content: Buffer<ArrayBuffer>,
): Promise<string> {
  const files = new ClientFiles(visitor.files, putByFetch);
  const answer = await files.send(null, new File([content], name, { type: "text/plain" }));
  files.close();
  if (!answer.ok) throw new Error(`the file was refused: ${JSON.stringify(answer.refusal)}`);
  const isSent = () => fileIn(visitor, name) !== undefined;
  await until(isSent, WITHIN_MS, () => "the file is not in the visitor's chat");
  const fileId = fileIn(visitor, name);
  if (fileId === undefined) throw new Error("the file is gone from the visitor's chat");
  return fileId;
}

export async function readFileOf(visitor: VisitorClient, fileId: string): Promise<Buffer> {
  const files = new ClientFiles(visitor.files, putByFetch);
  await until(
    () => files.links.of(fileId) !== undefined,
    WITHIN_MS,
    () => "no address of the file came",
  );
  const link = files.links.of(fileId);
  files.close();
  if (!link) throw new Error("the file may not be seen");
  return Buffer.from(await (await fetch(link.url)).arrayBuffer());
}

function fileIn({ state }: VisitorClient, name: string): string | undefined {
  for (const entry of state.chat?.entries ?? [])
    if ("file" in entry && entry.file && entry.file.name === name) return entry.file.fileId;
  return undefined;
}
