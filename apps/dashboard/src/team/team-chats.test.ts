import type { AgentId, RecordedEvent } from "@causerie/domain";
import { expect, it } from "vitest";
import { isGroup, isOfTwoWith, type TeamReplica } from "./team-chats.ts";

// Ids are branded; a test makes its own.
const [ann, ben, cleo] = ["Ann", "Ben", "Cleo"].map((name, index) => ({
  agentId: (index + 1) as AgentId,
  name,
})) as [Member, Member, Member];
type Member = TeamReplica["view"]["members"][number];

/** What a snapshot leaves of a long chat: messages alone. */
const latest: RecordedEvent[] = [
  { type: "MessageSent", messageId: "m", from: { kind: "agent", ...ann }, text: "Hi", seq: 900, at: 0 },
];

function chat(view: { members: Member[]; isGroup: boolean }): TeamReplica {
  return {
    chatId: "t1",
    upTo: 900,
    view: { status: "team", startedAt: 0, ...view },
    entries: latest,
    hasOlder: true,
    loadingOlder: false,
    typing: [],
    pending: [],
    mine: true,
    readUpTo: 900,
    unread: 0,
    invitation: null,
  };
}

it("[TE4] a group that shrank to two is still the group, also where what was said before is not at hand", () => {
  const shrunk = chat({ members: [ann, ben], isGroup: true });
  expect(isGroup(shrunk)).toBe(true);
  expect([shrunk].filter(isOfTwoWith(ben.agentId))).toEqual([]);
});

it("[TE1] a chat of two is that with either of them, and with nobody else", () => {
  const pair = chat({ members: [ann, ben], isGroup: false });
  expect(isGroup(pair)).toBe(false);
  expect([pair].filter(isOfTwoWith(ben.agentId))).toEqual([pair]);
  expect([pair].filter(isOfTwoWith(cleo.agentId))).toEqual([]);
});
