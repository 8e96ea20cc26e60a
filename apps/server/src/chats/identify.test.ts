import { afterAll, beforeAll, expect, test } from "vitest";
import { done, edit, nobody, scenery as openChat, set, storedDetails } from "./testing/edits.ts";
import { newToken, type TestSocket, visitorSocket } from "./testing/node.ts";
import { openScene, refusalOf, type Scene, storyOf } from "./testing/scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

const scenery = () => openChat(scene);
const stored = (visitorId: string) => storedDetails(scene.pool, visitorId);

const said = (visitor: TestSocket, identity: object) => visitor.tell({ t: "identify", identity });

test("[DE7] is written once, told in the chat, and leaves what an agent made of it", async () => {
  const { account, token, visitor, agent, visitorId, chatId } = await scenery();
  said(visitor, { name: "zoe martin", email: "zoe@example.com" });
  await visitor.frame(({ t }) => t === "visitor");
  expect(await stored(visitorId)).toEqual({ ...nobody, name: "zoe martin", email: "zoe@example.com" });
  await done(agent, edit(visitorId, { name: set("Zoe Martin", "zoe martin") }));
  const before = await storyOf(scene.pool, chatId);
  const nextPage = await visitorSocket(scene.node, account, token);
  said(nextPage, { name: "zoe martin", email: "zoe@example.com" });
  said(nextPage, { phone: "1" });
  await nextPage.frame(({ t }) => t === "visitor");
  expect(await stored(visitorId)).toEqual({
    ...nobody,
    name: "Zoe Martin",
    email: "zoe@example.com",
    phone: "1",
  });
  expect(await storyOf(scene.pool, chatId)).toEqual([...before, "ContactDetailsUpdated"]);
});

test("[DE7] opens nothing: whoever claims an e-mail gets none of its chats", async () => {
  const { account, visitor, chatId } = await scenery();
  said(visitor, { email: "zoe@example.com" });
  await visitor.frame(({ t }) => t === "visitor");
  const thief = await visitorSocket(scene.node, account, newToken(), { chats: [{ chatId, upTo: 0 }] });
  said(thief, { email: "zoe@example.com" });
  await thief.frame(({ t }) => t === "visitor");
  expect((await thief.welcome()).chats).toEqual([]);
  expect(await refusalOf(thief, { type: "EndChat", chatId })).toEqual({ reason: "not-found" });
  expect(JSON.stringify(thief.frames)).not.toContain(chatId);
});
