import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AgentClient, VisitorClient } from "@causerie/client";
import { expect, test } from "@playwright/test";
import { accountKey, scriptedAgent, scriptedVisitor } from "./kit/scripted.ts";
import { ownerEnv, type Server, startServer, until } from "./kit/server.ts";

const CHATS = 50;
const WITHIN_MS = 60_000;

let server: Server;
let agent: AgentClient;
let visitors: VisitorClient[];

test.beforeEach(async () => {
  // Nobody is put back into the queue, however long a start takes: that is another rule's test.
  server = await startServer({ ...ownerEnv(), AGENT_GONE_AFTER_MS: "600000" });
  agent = await scriptedAgent(server.url);
  const key = await accountKey(server.url);
  visitors = Array.from({ length: CHATS }, () => scriptedVisitor(server.url, key));
  visitors.forEach((visitor, index) => {
    visitor.send(`v${index} opens`);
  });
  for (let served = 0; served < CHATS; ) if ((await agent.serveNext()).ok) served += 1;
  await until(
    () => agent.state.chats.size === CHATS,
    WITHIN_MS,
    () => "not all chats were served",
  );
});

test.afterEach(async () => {
  agent.close();
  for (const visitor of visitors) visitor.close();
  await server.remove();
});

test("[DL2] [DL12] kill -9 of the server under 50 running chats: everything said is there once, in order", async () => {
  const talk = startTalking();
  await until(
    () => talk.acknowledged() > 300,
    WITHIN_MS,
    () => "nobody talks",
  );
  const acknowledgedBefore = talk.acknowledged();
  await server.kill();
  await server.start();
  await until(
    () => talk.acknowledged() > acknowledgedBefore + 300,
    WITHIN_MS,
    () => "the talk does not go on",
  );
  await talk.stop();
  expectSameLogsEverywhere(talk.said);
});

test("[DL6] kill -9 of the embedded PostgreSQL: the server recovers, nothing acknowledged is lost", async () => {
  const talk = startTalking();
  await until(
    () => talk.acknowledged() > 300,
    WITHIN_MS,
    () => "nobody talks",
  );
  const acknowledgedBefore = talk.acknowledged();
  const [pid] = (await readFile(join(server.dataDir, "postgres", "postmaster.pid"), "utf8")).split("\n");
  process.kill(Number(pid), "SIGKILL");
  await until(
    () => talk.acknowledged() > acknowledgedBefore + 300,
    WITHIN_MS,
    () => server.output,
  );
  await talk.stop();
  expectSameLogsEverywhere(talk.said);
});

type Talk = { said: Map<string, string[]>; acknowledged(): number; stop(): Promise<void> };

/** Every visitor and the agent in every chat say their next line as soon as the last one is acknowledged. */
function startTalking(): Talk {
  const said = new Map<string, string[]>();
  let isOver = false;
  const speak = async (who: string, say: (text: string) => void, isSent: () => boolean) => {
    const lines: string[] = [];
    said.set(who, lines);
    while (!isOver) {
      const text = `${who} says ${lines.length}`;
      lines.push(text);
      say(text);
      await until(isSent, WITHIN_MS, () => `${text} was never acknowledged`);
    }
  };
  const speakers = visitors.flatMap((visitor, index) => {
    const chatId = visitor.state.chat?.chatId ?? "";
    const isRead = () => agent.state.chats.get(chatId)?.pending.length === 0;
    return [
      speak(
        `v${index}`,
        (text) => visitor.send(text),
        () => visitor.state.pending.length === 0,
      ),
      speak(`a${index}`, (text) => agent.send(chatId, text), isRead),
    ];
  });
  return {
    said,
    acknowledged: () => [...said.values()].reduce((sum, lines) => sum + Math.max(0, lines.length - 1), 0),
    stop: async () => {
      isOver = true;
      await Promise.all(speakers);
      await until(isQuiet, WITHIN_MS, () => "the two sides do not agree");
    },
  };
}

function isQuiet(): boolean {
  return visitors.every(({ state }) => {
    const chat = state.chat && agent.state.chats.get(state.chat.chatId);
    return state.connection.kind === "online" && chat?.upTo === state.chat?.upTo;
  });
}

function expectSameLogsEverywhere(said: Map<string, string[]>): void {
  visitors.forEach((visitor, index) => {
    const chat = visitor.state.chat;
    expect(chat?.view.status).toBe("served");
    const own = textsOf(chat?.entries ?? []);
    const agents = textsOf(agent.state.chats.get(chat?.chatId ?? "")?.entries ?? []);
    expect(own).toEqual(agents);
    for (const who of [`v${index}`, `a${index}`]) {
      expect(own.filter((text) => text.startsWith(`${who} says`))).toEqual(said.get(who));
    }
  });
}

function textsOf(entries: readonly { type: string }[]): string[] {
  return entries.flatMap((entry) => ("text" in entry ? [String(entry.text)] : []));
}
