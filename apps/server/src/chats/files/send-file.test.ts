import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { agentSocket, type TestAccount, visitorSocket } from "../testing/node.ts";
import { acked, agentOf, refusalOf, servedVisitor, storedLog } from "../testing/scene.ts";
import { type FilesScene, openFilesScene, PDF, png } from "./testing/files-scene.ts";

let scene: FilesScene;
let account: TestAccount;
beforeAll(async () => {
  scene = await openFilesScene();
});
beforeEach(async () => {
  account = await scene.newAccount(3);
});
afterAll(() => scene.close());

test("[FI6] a command that is sent again, here or on another socket, writes once", async () => {
  const token = `v1_${randomUUID()}${randomUUID()}`;
  const { visitor, chatId } = await servedVisitor(scene.node, account, token);
  const file = await scene.uploaded(visitor, { name: "a.pdf", body: PDF });
  const id = randomUUID();
  const first = await acked(visitor, { type: "SendFile", fileId: file.fileId }, id);
  const again = await visitorSocket(scene.node, account, token);
  expect(await acked(again, { type: "SendFile", fileId: file.fileId }, id)).toEqual(first);
  const sent = (await storedLog(scene.pool, chatId)).filter(({ type }) => type === "FileSent");
  expect(sent).toHaveLength(1);
});

test("[FI6] a file is said once: another command does not send it again", async () => {
  const { visitor } = await servedVisitor(scene.node, account);
  const file = await scene.uploaded(visitor, { name: "a.pdf", body: PDF });
  await acked(visitor, { type: "SendFile", fileId: file.fileId });
  expect(await refusalOf(visitor, { type: "SendFile", fileId: file.fileId })).toEqual({
    reason: "file-not-found",
  });
});

test("[FI6] nobody sends what somebody else has uploaded", async () => {
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account);
  const file = await scene.uploaded(visitor, { name: "a.pdf", body: PDF });
  const stranger = await visitorSocket(scene.node, account);
  expect(await refusalOf(stranger, { type: "SendFile", fileId: file.fileId })).toEqual({
    reason: "file-not-found",
  });
  const command = { type: "SendFile", chatId, fileId: file.fileId };
  expect(await refusalOf(agent, command)).toEqual({ reason: "file-not-found" });
});

test("[FI6] a command that was refused leaves the file to another", async () => {
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account);
  const outsider = await agentSocket(scene.node, agentOf(account, 1));
  const file = await scene.uploaded(outsider, { name: "a.pdf", body: PDF });
  const command = { type: "SendFile", chatId, fileId: file.fileId };
  expect(await refusalOf(outsider, command)).toEqual({ reason: "not-in-chat" });
  await acked(agent, { type: "LeaveChat", chatId });
  await acked(visitor, { type: "SendMessage", text: "anybody?" });
  await acked(outsider, { type: "ServeChat", chatId });
  await acked(outsider, command);
});

test("[FI6] a file can be the first that is said, by a visitor and by an agent", async () => {
  const visitor = await visitorSocket(scene.node, account);
  const first = await scene.uploaded(visitor, { name: "a.pdf", body: PDF });
  const { chatId } = await acked(visitor, { type: "SendFile", fileId: first.fileId });
  expect((await storedLog(scene.pool, chatId)).map(({ type }) => type)).toEqual([
    "ChatStarted",
    "FileSent",
    "ChatQueued",
  ]);

  const approached = await visitorSocket(scene.node, account);
  const agent = await agentSocket(scene.node, agentOf(account));
  const welcome = await approached.welcome();
  // The welcome names the visitor (frames.ts).
  const { visitorId } = welcome.visitor as { visitorId: string };
  const file = await scene.uploaded(agent, { name: "a.pdf", body: PDF });
  const started = await acked(agent, { type: "StartChatWithFile", visitorId, fileId: file.fileId });
  expect((await storedLog(scene.pool, started.chatId)).map(({ type }) => type)).toEqual([
    "ChatStarted",
    "AgentJoined",
    "FileSent",
  ]);
});

test("[FI6] a visitor's frames say of a file what it is, and nothing of where it lies or who has it", async () => {
  const { visitor, agent, chatId } = await servedVisitor(scene.node, account);
  const file = await scene.uploaded(agent, { name: "a.png", body: await png() });
  await acked(agent, { type: "SendFile", chatId, fileId: file.fileId });
  const events = await visitor.frame(
    ({ t, entries }) => t === "events" && JSON.stringify(entries).includes(file.fileId),
  );
  const { displayName: name, agentId } = agentOf(account);
  expect(events.entries).toEqual([
    {
      type: "FileSent",
      seq: expect.any(Number),
      at: expect.any(Number),
      messageId: expect.any(String),
      from: { kind: "agent", agentId, name },
      file: {
        fileId: file.fileId,
        name: "a.png",
        mime: "image/png",
        sizeBytes: file.sizeBytes,
        image: { width: 40, height: 30 },
      },
    },
  ]);
});

test("[FI3] who asks for far too many files in an hour is told to wait", async () => {
  const visitor = await visitorSocket(scene.node, account);
  const { visitor: me } = (await visitor.welcome()) as unknown as { visitor: { visitorId: string } };
  await scene.pool.query(
    `insert into file (id, account_id, uploader, name, mime, size_bytes, has_thumbnail, created_at)
     select md5(n || $1), $2, $1, 'a.txt', 'text/plain', 1, false, $3 from generate_series(1, 200) as n`,
    [`visitor:${me.visitorId}`, account.accountId, scene.node.now.ms],
  );
  expect(await scene.upload(visitor, { name: "a.pdf", body: PDF })).toMatchObject({
    refusal: { reason: "too-many-files" },
  });
});
