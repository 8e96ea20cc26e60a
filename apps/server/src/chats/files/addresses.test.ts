import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { agentSocket, type TestAccount, visitorSocket } from "../testing/node.ts";
import { acked, agentOf, servedVisitor } from "../testing/scene.ts";
import { askFor, type FilesScene, linksOf, linkTo, openFilesScene, PDF, png } from "./testing/files-scene.ts";

let scene: FilesScene;
let account: TestAccount;
beforeAll(async () => {
  scene = await openFilesScene();
});
beforeEach(async () => {
  account = await scene.newAccount(3);
});
afterAll(() => scene.close());

test("[FI1] an upload's address is for what was asked, and for a while", async () => {
  const visitor = await visitorSocket(scene.node, account);
  const { url } = await askFor(visitor, { name: "a.pdf", body: PDF });
  const forged = new URL(scene.root + url);
  const grant = JSON.parse(Buffer.from(forged.searchParams.get("grant") ?? "", "base64url").toString());
  forged.searchParams.set(
    "grant",
    Buffer.from(JSON.stringify({ ...grant, sizeBytes: 1e9, uploader: "agent:1" })).toString("base64url"),
  );
  const refused = { status: 403, answer: { refusal: { reason: "upload-expired" } } };
  expect(await scene.put(forged.href.slice(scene.root.length), PDF)).toEqual(refused);
  scene.node.now.ms += 31 * 60_000;
  expect(await scene.put(url, PDF)).toEqual(refused);
});

test("[FI1] a page of any site may put a file at its address, and read the answer", async () => {
  const visitor = await visitorSocket(scene.node, account);
  const { url } = await askFor(visitor, { name: "a.pdf", body: PDF });
  const asked = await fetch(scene.root + url, {
    method: "OPTIONS",
    headers: {
      origin: "https://shop.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type",
    },
  });
  expect([asked.status, asked.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
  expect(asked.headers.get("access-control-allow-headers")).toBe("content-type");
  const { headers } = await fetch(scene.root + url, { method: "POST", body: new Uint8Array(PDF) });
  expect(headers.get("access-control-allow-origin")).toBe("*");
  expect(headers.get("access-control-allow-credentials")).toBeNull();
});

test("[FI1] the same file put twice at one address is one file", async () => {
  const visitor = await visitorSocket(scene.node, account);
  const { url } = await askFor(visitor, { name: "a.pdf", body: PDF });
  const first = await scene.put(url, PDF);
  const before = await scene.leftBehind();
  expect(await scene.put(url, PDF)).toEqual(first);
  expect(await scene.leftBehind()).toEqual(before);
});

test("[FI8] a file is a download of a fixed type that no browser runs or shows as a page", async () => {
  const visitor = await visitorSocket(scene.node, account);
  const file = await scene.uploaded(visitor, { name: 'Ré"sumé; 100%.pdf', body: PDF });
  const { headers } = await fetch(scene.root + (await linkTo(visitor, file.fileId))?.url);
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": `attachment; filename="R__sum_; 100_.pdf"; filename*=UTF-8''R%C3%A9%22sum%C3%A9%3B%20100%25.pdf`,
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": expect.stringMatching(/^private, max-age=\d+, immutable$/),
  });
});

test("[FI9] another visitor, another account's agent, and who has changed an address, are shown nothing", async () => {
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account);
  const file = await scene.uploaded(visitor, { name: "mine.png", body: await png() });
  await acked(visitor, { type: "SendFile", fileId: file.fileId });
  const stranger = await visitorSocket(scene.node, account);
  const elsewhere = await scene.newAccount();
  const foreigner = await agentSocket(scene.node, agentOf(elsewhere));
  for (const outsider of [stranger, foreigner])
    expect(await linksOf(outsider, [file.fileId])).toEqual({ t: "links", asked: [file.fileId], links: [] });
  // Insiders do, so that the outsiders' nothing says something; a colleague who is not in the chat is one.
  const colleague = await agentSocket(scene.node, agentOf(account, 1));
  for (const insider of [visitor, agent, colleague]) expect(await linkTo(insider, file.fileId)).toBeDefined();

  const own = await scene.uploaded(stranger, { name: "theirs.png", body: await png() });
  const ownUrl = (await linkTo(stranger, own.fileId))?.url ?? "";
  const url = (await linkTo(visitor, file.fileId))?.url ?? "";
  const stranges = [
    ownUrl.replace(own.fileId, file.fileId),
    url.replace(/for=[^&]+/, (/for=[^&]+/.exec(ownUrl) ?? [""])[0]),
    url.replace(/until=\d+/, "until=9999999999999"),
    url.replace(/key=[^&]+/, "key=x"),
  ];
  for (const strange of stranges) {
    const response = await fetch(scene.root + strange);
    expect([response.status, response.headers.get("content-type")]).toEqual([
      403,
      "text/plain; charset=utf-8",
    ]);
  }
  expect(chatId).toBeDefined();
});

test("[FI9] an agent's address opens only where that agent is signed in", async () => {
  const { visitor, agent } = await servedVisitor(scene.node, account);
  const file = await scene.uploaded(visitor, { name: "mine.png", body: await png() });
  await acked(visitor, { type: "SendFile", fileId: file.fileId });
  const link = await linkTo(agent, file.fileId);
  scene.agentHere = agentOf(account, 1).agentId;
  expect((await fetch(scene.root + link?.url)).status).toBe(403);
  scene.agentHere = agentOf(account).agentId;
  expect((await fetch(scene.root + link?.url)).status).toBe(200);
});

test("[FI9] an address expires with words that say what to do, and the socket gives another", async () => {
  const visitor = await visitorSocket(scene.node, account);
  const file = await scene.uploaded(visitor, { name: "a.pdf", body: PDF });
  const link = await linkTo(visitor, file.fileId);
  expect(link?.expiresAt).toBeGreaterThan(scene.node.now.ms + 59 * 60_000);
  await scene.pool.query("update file set settled = true where id = $1", [file.fileId]);
  scene.node.now.ms = Number(link?.expiresAt);
  const response = await fetch(scene.root + link?.url, { headers: { "accept-language": "fr-FR" } });
  expect([response.status, await response.text()]).toEqual([
    410,
    "Cette adresse a expiré. Ouvrez à nouveau le fichier depuis la conversation.\n",
  ]);
  expect(await scene.contentAt((await linkTo(visitor, file.fileId))?.url)).toEqual(PDF);
});

test("[FI9] a file in a chat among colleagues is for its members alone", async () => {
  const [one, two, three] = await Promise.all(
    [0, 1, 2].map((i) => agentSocket(scene.node, agentOf(account, i))),
  );
  if (!one || !two || !three) throw new Error("three agents were asked for");
  const { chatId } = await acked(one, { type: "StartTeamChat", agentIds: [agentOf(account, 1).agentId] });
  const file = await scene.uploaded(one, { name: "plan.pdf", body: PDF });
  await acked(one, { type: "SendFile", chatId, fileId: file.fileId });
  expect(await linkTo(two, file.fileId)).toBeDefined();
  expect(await linkTo(three, file.fileId)).toBeUndefined();
});
