import { expect, test } from "vitest";
import { forEveryChat } from "../testing/random-chats.ts";
import type { ChatEvent } from "./events.ts";
import { fold } from "./evolve.ts";
import { agentsIn, type ChatState, initialState, isVisitorChat } from "./state.ts";

const keysOf: Record<ChatState["status"], string[]> = {
  "not-started": ["status"],
  waiting: withBase("invitations", "queueNumber"),
  served: withBase("agents", "invitations"),
  unattended: withBase("invitations"),
  ended: withBase("agents", "endedAt", "endedBy"),
  "offline-message": ["contact", "departmentId", "startedAt", "status", "unread", "visitor"],
  team: ["isGroup", "members", "startedAt", "status"],
};

test("[CH16] a refused command says why and changes nothing, and deciding alone never does", () => {
  forEveryChat((moments) => {
    for (const { before, beforeAsJson, decision, after } of moments) {
      expect(JSON.stringify(before)).toBe(beforeAsJson);
      if (decision.ok) expect(decision.events.length).toBeGreaterThan(0);
      else expect(after).toBe(before);
    }
  });
});

test("a chat's events count 1, 2, 3 and time does not run backwards in it", () => {
  forEveryChat((moments, log) => {
    expect(log.map(({ seq }) => seq)).toStrictEqual(log.map((_, index) => index + 1));
    expect(log.map(({ at }) => at)).toStrictEqual(log.map(({ at }) => at).sort((one, other) => one - other));
    expect(moments.at(-1)?.after).toStrictEqual(fold(log, initialState));
  });
});

test("a chat starts once, with its first event, and ends at most once", () => {
  forEveryChat((_, log) => {
    expect(log.map(({ type }) => beginsOne(type))).toStrictEqual(log.map((_event, index) => index === 0));
    expect(log.filter(({ type }) => type === "ChatEnded").length).toBeLessThanOrEqual(1);
  });
});

test("[CH9] after its end only ratings, comments, tags and contact details are written, and change nothing else", () => {
  let commandsAfterTheEnd = 0;
  const written = new Set<string>();
  forEveryChat((moments) => {
    const afterTheEnd = moments.filter(({ before }) => before.status === "ended");
    commandsAfterTheEnd += afterTheEnd.length;
    for (const { before, recorded, after } of afterTheEnd) {
      for (const { type } of recorded) written.add(type);
      expect(withoutKept(after)).toStrictEqual(withoutKept(before));
    }
  });
  expect(commandsAfterTheEnd).toBeGreaterThan(0);
  expect([...written].sort()).toStrictEqual([
    "ChatRated",
    "CommentSubmitted",
    "ContactDetailsUpdated",
    "RatingRemoved",
    "TagsChanged",
  ]);
});

test("[CH3] [CH8] a served chat has an agent, each once, and any other open chat has none", () => {
  forEveryChat((moments) => {
    for (const { after } of moments) {
      const ids = agentsIn(after).map(({ agentId }) => agentId);
      expect(new Set(ids).size).toBe(ids.length);
      if (after.status === "team") expect(ids.length).toBeGreaterThan(0);
      else if (after.status !== "ended") expect(ids.length > 0).toBe(after.status === "served");
    }
  });
});

test("[CH11] a chat waits only if its visitor has written", () => {
  forEveryChat((moments) => {
    for (const { after } of moments)
      if (after.status === "waiting") expect(after.visitorHasWritten).toBe(true);
  });
});

test("[QU2] [QU3] [TR2] a chat goes to the queue's head when who had it is gone, to its end by a message or a transfer", () => {
  const before = { head: new Set<string>(), end: new Set<string>() };
  forEveryChat((moments) => {
    for (const { recorded } of moments) {
      const queued = recorded.find((event) => event.type === "ChatQueued");
      if (!queued) continue;
      expect(recorded.at(-1)).toBe(queued);
      before[queued.queueNumber < 0 ? "head" : "end"].add(recorded.at(-2)?.type ?? "nothing");
    }
  });
  expect([...before.head].sort()).toStrictEqual(["AgentDisconnected", "InvitationEnded"]);
  expect([...before.end].sort()).toStrictEqual(["AgentLeft", "FileSent", "MessageSent"]);
});

test("a state holds exactly the fields of its status", () => {
  forEveryChat((moments) => {
    for (const { after } of moments) expect(Object.keys(after).sort()).toStrictEqual(keysOf[after.status]);
  });
});

function withBase(...own: string[]): string[] {
  const base = ["departmentId", "quietSince", "startedAt", "startedBy", "status", "participants", "excluded"];
  const rated = ["rating", "comment", "isRatingRequested", "tags"];
  return [...base, ...rated, "visitor", "visitorGoneSince", "visitorHasWritten", ...own].sort();
}

function beginsOne(type: ChatEvent["type"]): boolean {
  return ["ChatStarted", "OfflineMessageLeft", "TeamChatStarted"].includes(type);
}

/** All that does not go on after the end. */
function withoutKept(state: ChatState): object {
  if (!isVisitorChat(state)) return state;
  const { rating, comment, tags, ...rest } = state;
  return { ...rest, visitor: { ...state.visitor, name: null } };
}
