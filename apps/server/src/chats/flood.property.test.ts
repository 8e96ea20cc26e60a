import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agentSocket, type TestAccount, type TestSocket, visitorSocket } from "./testing/node.ts";
import { acked, agentOf, openScene, replicaOf, type Scene, storedLog, until } from "./testing/scene.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

/** Somebody writes, or one who floods sends so many of one kind at once. */
type Step = {
  who: number;
  flood: { kind: "message" | "page" | "typing" | "older" | "links"; count: number } | null;
};

const anyStep: fc.Arbitrary<Step> = fc.record({
  who: fc.nat({ max: 2 }),
  flood: fc.option(
    fc.record({
      kind: fc.constantFrom("message", "page", "typing", "older", "links"),
      count: fc.integer({ min: 1, max: 150 }),
    }),
  ),
});

/** One visitor in a chat that the agent serves, and what they have sent. */
type Talk = { visitor: TestSocket; chatId: string; sent: string[] };

test("[LI15] under any flood everybody's messages are answered, and those acknowledged are stored and delivered once, in order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 20 }), async (steps) => {
      const account = await scene.newAccount(1);
      const agent = await agentSocket(scene.node, agentOf(account));
      const calm = await talksOf(account, agent, 3);
      const flooders = await talksOf(account, agent, 2);
      for (const [index, { who, flood }] of steps.entries()) {
        const writer = calm[who];
        if (writer) say(writer, `calm-${index}`);
        const flooder = flooders[who % 2];
        if (flood && flooder) pour(flooder, flood, `flood-${index}`);
        await new Promise((resolve) => setImmediate(resolve));
      }
      for (const talk of calm) {
        expect(await ackedOf(talk)).toEqual(talk.sent);
        await isStoredAndDelivered(talk, agent, talk.sent);
      }
      for (const talk of flooders) await isStoredAndDelivered(talk, agent, await ackedOf(talk));
      // A visitor's command is refused for haste alone.
      expect([...calm, ...flooders].flatMap(({ visitor }) => otherRefusals(visitor))).toEqual([]);
      for (const { visitor } of [...calm, ...flooders]) visitor.cut();
      agent.cut();
    }),
    { numRuns: 8 },
  );
});

async function talksOf(account: TestAccount, agent: TestSocket, count: number): Promise<Talk[]> {
  const talks: Talk[] = [];
  for (let index = 0; index < count; index += 1) {
    const visitor = await visitorSocket(scene.node, account);
    const { chatId } = await acked(visitor, { type: "SendMessage", text: "Hello" });
    await acked(agent, { type: "ServeChat", chatId });
    talks.push({ visitor, chatId, sent: [] });
  }
  return talks;
}

function say({ visitor, sent }: Talk, id: string): void {
  sent.push(id);
  visitor.tell({ t: "command", id: `say-${id}`, command: { type: "SendMessage", text: id } });
}

function pour(talk: Talk, { kind, count }: NonNullable<Step["flood"]>, name: string): void {
  const { visitor, chatId } = talk;
  for (let index = 0; index < count; index += 1) {
    if (kind === "message") say(talk, `${name}-${index}`);
    if (kind === "page") visitor.tell({ t: "page", page: { url: `https://x/${index}`, title: "" } });
    if (kind === "typing") visitor.tell({ t: "typing", on: index % 2 === 0 });
    if (kind === "older") visitor.tell({ t: "older", chatId, before: 3 });
    if (kind === "links") visitor.tell({ t: "links", fileIds: ["none"] });
  }
}

/** The texts that were acknowledged, each answered once. */
async function ackedOf({ visitor, sent }: Talk): Promise<string[]> {
  const answers = await Promise.all(sent.map((id) => visitor.answer(`say-${id}`)));
  const acks = visitor.frames.flatMap(({ t, id }) => (t === "ack" ? [String(id)] : []));
  expect(new Set(acks).size).toBe(acks.length);
  return sent.filter((_, index) => answers[index]?.t === "ack");
}

async function isStoredAndDelivered(talk: Talk, agent: TestSocket, expected: string[]): Promise<void> {
  const stored = await storedLog(scene.pool, talk.chatId);
  expect(textsOf(stored)).toEqual(["Hello", ...expected]);
  await until(() => replicaOf(agent, talk.chatId).upTo === stored.length);
  for (const socket of [agent, talk.visitor])
    expect(textsOf(replicaOf(socket, talk.chatId).entries)).toEqual(["Hello", ...expected]);
}

function textsOf(entries: readonly object[]): string[] {
  return entries.flatMap((entry) => ("text" in entry ? [String(entry.text)] : []));
}

function otherRefusals({ frames }: TestSocket): unknown[] {
  return frames.flatMap(({ t, refusal }) => (t === "refused" ? [refusal] : [])).filter(isNotHaste);
}

function isNotHaste(refusal: unknown): boolean {
  return JSON.stringify(refusal) !== '{"reason":"slow-down"}';
}
