import type {
  AgentId,
  AgentRef,
  ChatEvent,
  DepartmentId,
  InvitationEnd,
  RecordedEvent,
} from "@causerie/domain";
import { expect, it } from "vitest";
import { en } from "../words/en.ts";
import { invitationEndText } from "./invitation-end.ts";

// Ids are branded; a test makes its own.
const marie: AgentRef = { agentId: 1 as AgentId, name: "Marie" };
const paul: AgentRef = { agentId: 2 as AgentId, name: "Paul" };
const invited: ChatEvent = { type: "AgentInvited", by: marie, agent: paul, handsOver: true };
const ended = (agent: AgentRef, because: InvitationEnd): ChatEvent => ({
  type: "InvitationEnded",
  agent,
  because,
});

function textAfter(...events: ChatEvent[]): string | null {
  const log = [invited, ...events].map(
    (event, index): RecordedEvent => ({ ...event, seq: index + 1, at: index }),
  );
  return invitationEndText(en, log, paul.agentId);
}

it("[WT2] Whoever looks at a chat is told why the invitation to it is over", () => {
  expect(textAfter(ended(paul, "lapsed"))).toBe(en.yourInvitation.lapsed);
  expect(textAfter(ended(paul, "disconnected"))).toBe(en.yourInvitation.disconnected);
  expect(textAfter({ type: "ChatEnded", by: { kind: "visitor" } })).toBe(en.yourInvitation.ended);
  const department = { departmentId: 3 as DepartmentId, name: "Sales" };
  expect(
    textAfter({ type: "ChatTransferred", agent: marie, department, remark: "", excludesAgent: false }),
  ).toBe("The invitation is over: the chat was transferred to Sales.");
});

it("[WT2] Declining is no news to whoever did it, and another agent’s invitation is not theirs", () => {
  expect(textAfter(ended(paul, "declined"))).toBeNull();
  expect(textAfter(ended(marie, "lapsed"))).toBeNull();
});
