import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { done, edit, nobody, scenery as openChat, set, storedDetails, type Value } from "./testing/edits.ts";
import { agentSocket, visitorSocket } from "./testing/node.ts";
import {
  acked,
  agentOf,
  openScene,
  refusalOf,
  replicaOf,
  type Scene,
  storyOf,
  until,
  visitorIdOf,
} from "./testing/scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

const scenery = () => openChat(scene);
const stored = (visitorId: string) => storedDetails(scene.pool, visitorId);

describe("two at once", () => {
  test("[DE1] different fields of two agents both stand", async () => {
    const { agent, other, visitorId, chatId } = await scenery();
    await Promise.all([
      done(agent, edit(visitorId, { name: set("Zoe"), notes: set("Asks for Ana") })),
      done(other, edit(visitorId, { email: set("zoe@example.com"), phone: set("+33 1 23") })),
    ]);
    expect(await stored(visitorId)).toEqual({
      name: "Zoe",
      email: "zoe@example.com",
      phone: "+33 1 23",
      notes: "Asks for Ana",
    });
    const lines = (await storyOf(scene.pool, chatId)).filter((line) => line === "ContactDetailsUpdated");
    expect(lines).toHaveLength(2);
  });

  test("[DE1] of one field of two agents one is done; the other is told what stands there and overwrites nothing", async () => {
    const { agent, other, visitorId } = await scenery();
    const answers = await Promise.all([
      agent.command(edit(visitorId, { name: set("Zoe"), phone: set("1") })),
      other.command(edit(visitorId, { name: set("Zoë"), notes: set("VIP") })),
    ]);
    expect(answers.map(({ t }) => t).sort()).toEqual(["done", "refused"]);
    const isFirst = answers[0]?.t === "done";
    expect(await stored(visitorId)).toEqual({
      ...nobody,
      ...(isFirst ? { name: "Zoe", phone: "1" } : { name: "Zoë", notes: "VIP" }),
    });
    expect(answers[isFirst ? 1 : 0]?.refusal).toEqual({
      reason: "details-changed",
      current: { name: isFirst ? "Zoe" : "Zoë" },
    });
    const [loser, mine] = isFirst ? [other, "Zoë"] : [agent, "Zoe"];
    await done(loser, edit(visitorId, { name: set(mine, isFirst ? "Zoe" : "Zoë") }));
    expect((await stored(visitorId)).name).toBe(mine);
  });

  test("[DE1] [DE5] the visitor and an agent at once: no field of either is lost", async () => {
    const { agent, visitor, visitorId } = await scenery();
    const answers = await Promise.all([
      visitor.command({
        type: "EditMyDetails",
        changes: { name: set("Zoe"), email: set("zoe@example.com") },
      }),
      agent.command(edit(visitorId, { email: set("z@example.org"), phone: set("1") })),
    ]);
    const byVisitor = answers[0]?.t === "done";
    expect(answers.map(({ t }) => t).sort()).toEqual(["done", "refused"]);
    expect(await stored(visitorId)).toEqual(
      byVisitor
        ? { ...nobody, name: "Zoe", email: "zoe@example.com" }
        : { ...nobody, email: "z@example.org", phone: "1" },
    );
  });

  test("[DE1] many at once, on two nodes: what was answered as done is there, in full", async () => {
    const { account, agent, visitorId } = await scenery();
    const elsewhere = await agentSocket(scene.newNode(), agentOf(account, 1));
    const fields = ["name", "phone", "notes"] as const;
    const asked = fields.flatMap((field) =>
      [agent, elsewhere].flatMap((socket, who) =>
        [1, 2, 3].map((n) => ({ socket, field, to: `${field} ${who} ${n}` })),
      ),
    );
    const answers = await Promise.all(
      asked.map(async ({ socket, field, to }) => ({
        field,
        to,
        answer: await socket.command(edit(visitorId, { [field]: set(to) })),
      })),
    );
    const there = await stored(visitorId);
    for (const field of fields) {
      const winners = answers.filter((one) => one.field === field && one.answer.t === "done");
      expect(winners.map(({ to }) => to)).toEqual([there[field]]);
    }
  });
});

describe("an edit that comes twice", () => {
  test("[DE2] is done once and answered both times, also where it was changed back meanwhile", async () => {
    const { account, agent, other, visitorId, chatId } = await scenery();
    const id = randomUUID();
    await done(agent, edit(visitorId, { name: set("Zoe") }), id);
    await done(other, edit(visitorId, { name: set("", "Zoe") }));
    const before = await storyOf(scene.pool, chatId);
    agent.frames.length = 0;
    await done(agent, edit(visitorId, { name: set("Zoe") }), id);
    await done(
      await agentSocket(scene.newNode(), agentOf(account)),
      edit(visitorId, { name: set("Zoe") }),
      id,
    );
    expect((await stored(visitorId)).name).toBeNull();
    expect(await storyOf(scene.pool, chatId)).toEqual(before);
  });

  test("[DE2] is known without a chat too", async () => {
    const account = await scene.newAccount(1);
    const agent = await agentSocket(scene.node, agentOf(account));
    const visitorId = visitorIdOf(await visitorSocket(scene.node, account));
    const id = randomUUID();
    await done(agent, edit(visitorId, { name: set("Zoe") }), id);
    await done(agent, edit(visitorId, { name: set("", "Zoe") }));
    agent.frames.length = 0;
    await done(agent, edit(visitorId, { name: set("Zoe") }), id);
    expect((await stored(visitorId)).name).toBeNull();
  });

  test("[DE2] what was refused is decided again", async () => {
    const { agent, visitorId } = await scenery();
    const id = randomUUID();
    expect(await refusalOf(agent, edit(visitorId, { name: set("Zoe", "Zoë") }), id)).toEqual({
      reason: "details-changed",
      current: { name: "" },
    });
    await done(agent, edit(visitorId, { name: set("Zoë") }));
    agent.frames.length = 0;
    await done(agent, edit(visitorId, { name: set("Zoe", "Zoë") }), id);
    expect((await stored(visitorId)).name).toBe("Zoe");
  });
});

describe("who hears of it", () => {
  test("[DE3] [DE8] both dashboards, the list, and the visitor's pages on two nodes; notes stay among agents", async () => {
    const { account, token, visitor, agent, other, visitorId, chatId } = await scenery();
    const otherNode = scene.newNode();
    const farTab = await visitorSocket(otherNode, account, token);
    const farAgent = await agentSocket(otherNode, agentOf(account, 1));
    for (const socket of [agent, other, farAgent]) {
      socket.tell({ t: "details", visitorIds: [visitorId] });
      await socket.frame(({ t }) => t === "details");
    }
    await done(agent, edit(visitorId, { name: set("Zoe"), notes: set("Secret remark") }));
    const own = { visitorId, number: expect.any(Number), name: "Zoe", email: null, phone: null };
    for (const tab of [visitor, farTab]) {
      const frame = await tab.frame(({ t }) => t === "visitor");
      expect(frame.visitor).toEqual(own);
    }
    for (const socket of [agent, other, farAgent]) {
      const isNew = ({ t, visitor: shown }: { t: string; visitor?: unknown }) =>
        t === "details" && (shown as Value).name === "Zoe";
      expect((await socket.frame(isNew)).visitor).toMatchObject({ name: "Zoe", notes: "Secret remark" });
    }
    expect(scene.node.context.onSite.find(account.accountId, visitorId)?.row.name).toBe("Zoe");
    await until(() => replicaOf(visitor, chatId).entries.some((entry) => "changed" in entry));
    expect(replicaOf(visitor, chatId).entries.at(-1)).toMatchObject({
      type: "ContactDetailsUpdated",
      changed: ["name"],
    });
    expect(replicaOf(agent, chatId).view).toMatchObject({ visitor: { name: null } });
    const agents = account.agents.map(({ email }) => email);
    for (const tab of [visitor, farTab]) {
      const said = JSON.stringify(tab.frames);
      for (const secret of ["Secret remark", "notes", ...agents]) expect(said).not.toContain(secret);
    }
  });

  test("[DE3] an edit of the notes alone shows the visitor nothing", async () => {
    const { visitor, agent, visitorId, chatId } = await scenery();
    const before = replicaOf(visitor, chatId);
    await done(agent, edit(visitorId, { notes: set("Secret remark") }));
    await acked(agent, { type: "SendMessage", chatId, text: "after" });
    await until(() => replicaOf(visitor, chatId).upTo === before.upTo + 2);
    expect(replicaOf(visitor, chatId).entries).toHaveLength(before.entries.length + 1);
  });

  test("[DE3] the next chat bears the new name, and an edit after the end writes into no chat", async () => {
    const { visitor, agent, visitorId, chatId } = await scenery();
    await acked(agent, { type: "EndChat", chatId });
    const before = await storyOf(scene.pool, chatId);
    await done(agent, edit(visitorId, { name: set("Zoe") }));
    expect(await storyOf(scene.pool, chatId)).toEqual(before);
    const next = await acked(visitor, { type: "SendMessage", text: "again" });
    expect((await agentView(next.chatId)).visitor.name).toBe("Zoe");
  });

  async function agentView(chatId: string) {
    const { rows } = await scene.pool.query("select account_id from chat where id = $1", [chatId]);
    const chat = await scene.node.context.chats.get(rows[0].account_id, chatId);
    if (!chat || !("visitor" in chat.state)) throw new Error("no such chat");
    return chat.state;
  }
});

describe("who may not", () => {
  test("[VI7] another account's agent is answered as if the visitor did not exist", async () => {
    const { visitorId } = await scenery();
    const stranger = await agentSocket(scene.node, agentOf(await scene.newAccount(1)));
    expect(await refusalOf(stranger, edit(visitorId, { name: set("Hacked") }))).toEqual({
      reason: "not-found",
    });
    expect(await refusalOf(stranger, edit("nobody", { name: set("x") }))).toEqual({ reason: "not-found" });
    expect(await stored(visitorId)).toEqual(nobody);
  });

  test("[DE5] a visitor edits no notes, and nobody else", async () => {
    const { visitor, visitorId } = await scenery();
    const other = await scenery();
    await done(visitor, {
      type: "EditMyDetails",
      visitorId: other.visitorId,
      changes: { name: set("Zoe"), notes: set("mine") },
    });
    expect(await stored(visitorId)).toEqual({ ...nobody, name: "Zoe" });
    expect(await stored(other.visitorId)).toEqual(nobody);
    visitor.tell({ t: "command", id: randomUUID(), command: edit(other.visitorId, { name: set("x") }) });
    await visitor.frame(({ t }) => t === "fault");
    expect(await stored(other.visitorId)).toEqual(nobody);
  });

  test("[DE6] what is wrong is told by field, and nothing is changed", async () => {
    const { agent, visitorId } = await scenery();
    expect(await refusalOf(agent, edit(visitorId, { name: set("Zoe"), email: set("zoe") }))).toEqual({
      reason: "bad-email",
    });
    expect(await refusalOf(agent, edit(visitorId, { notes: set("x".repeat(10_001)) }))).toEqual({
      reason: "detail-too-long",
      field: "notes",
      maxLength: 10_000,
    });
    expect(await stored(visitorId)).toEqual(nobody);
  });
});
