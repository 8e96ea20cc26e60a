import { expect, test } from "vitest";
import { forEveryChat } from "../testing/random-chats.ts";
import { agentsIn, type ChatState, isBeingHandedOver, isOpen, isVisitorChat } from "./state.ts";

test("[IN4] a chat whose visitor wrote is never without an agent but by a leave: else it is handed over, or waits", () => {
  let deserted = 0;
  forEveryChat((moments) => {
    for (const { recorded, after } of moments) {
      const isDeserted = recorded.some(
        ({ type }) => type === "AgentDisconnected" || type === "ChatTransferred",
      );
      const hasLapsed = recorded.some(({ type }) => type === "InvitationEnded");
      if (!isOpen(after) || !after.visitorHasWritten || after.status === "served") continue;
      if (isDeserted) expect(after.status === "waiting" || isBeingHandedOver(after)).toBe(true);
      if (isDeserted || hasLapsed) deserted += 1;
    }
  });
  expect(deserted).toBeGreaterThan(0);
});

test("[IN3] no chat that is being handed over enters the queue by its visitor's message", () => {
  let messages = 0;
  forEveryChat((moments) => {
    for (const { before, recorded, after } of moments) {
      const isWritten = recorded.some(({ type }) => type === "MessageSent" || type === "FileSent");
      if (!isWritten || !isOpen(before) || !isBeingHandedOver(before)) continue;
      if (recorded.some(({ type }) => type === "AgentJoined")) continue;
      messages += 1;
      expect(after.status).toBe(before.status);
    }
  });
  expect(messages).toBeGreaterThan(0);
});

test("[IN2] whoever is in a chat is not invited to it, and nobody is invited twice", () => {
  forEveryChat((moments) => {
    for (const { after } of moments) {
      if (!isOpen(after)) continue;
      const ids = [...agentsIn(after), ...after.invitations.map(({ agent }) => agent)].map(
        ({ agentId }) => agentId,
      );
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});

test("[TR4] whom a transfer has excluded stays so, each once, and nothing else excludes", () => {
  let exclusions = 0;
  forEveryChat((moments) => {
    for (const { before, recorded, after } of moments) {
      const [transfer] = recorded.filter((event) => event.type === "ChatTransferred");
      const added = transfer?.excludesAgent ? [transfer.agent.agentId] : [];
      exclusions += added.length;
      const expected = new Set([...excludedIn(before), ...added]);
      expect([...excludedIn(after)].sort()).toStrictEqual([...expected].sort());
    }
  });
  expect(exclusions).toBeGreaterThan(0);
});

function excludedIn(state: ChatState): readonly number[] {
  return isVisitorChat(state) ? state.excluded : [];
}
