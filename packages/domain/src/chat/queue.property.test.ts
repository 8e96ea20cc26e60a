import fc from "fast-check";
import { expect, test } from "vitest";
import type { AgentId, DepartmentId } from "../ids.ts";
import { ana, ben, cleo, dan, minutes, sales, support } from "../testing/builders.ts";
import { Office } from "../testing/office.ts";
import type { ChatCommand } from "./commands.ts";
import type { AgentRef, ChatEvent, DepartmentRef } from "./events.ts";
import type { ServingDepartments } from "./offer.ts";
import { isBeingHandedOver, isOpen } from "./state.ts";

const agents = [ana, ben, cleo];
const departments: DepartmentRef[] = [{ departmentId: sales, name: "Sales" }, support];

/** Dan, who comes last, is in every department; of the others any are. */
type Setting = { members: ServingDepartments; operations: Operation[] };
type Operation =
  | { do: "request"; departmentId: DepartmentId | null }
  | { do: "serve"; agent: AgentRef }
  | { do: "transfer"; agent: AgentRef; chat: number; department: DepartmentRef }
  | { do: "hand-over"; agent: AgentRef; chat: number; to: AgentRef }
  | { do: "leave" | "decline" | "accept" | "disconnect" | "serve-by-hand"; agent: AgentRef; chat: number }
  | { do: "write" | "end"; chat: number }
  | { do: "come-or-go"; agent: AgentRef }
  | { do: "lapse" };

const anyAgent = fc.constantFrom(...agents);
const chat = fc.nat(6);
const anyOperation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("request" as const),
      departmentId: fc.constantFrom(null, sales, support.departmentId),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("serve" as const), agent: anyAgent }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("transfer" as const),
      agent: anyAgent,
      chat,
      department: fc.constantFrom(...departments),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("hand-over" as const), agent: anyAgent, chat, to: anyAgent }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("leave", "decline", "accept", "disconnect", "serve-by-hand"),
      agent: anyAgent,
      chat,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("write", "write", "end"), chat }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("come-or-go" as const), agent: anyAgent }) },
  { weight: 1, arbitrary: fc.constant<Operation>({ do: "lapse" }) },
);
const anySetting: fc.Arbitrary<Setting> = fc.record({
  members: fc
    .tuple(fc.subarray(agents), fc.subarray(agents))
    .map(
      (chosen) =>
        new Map(
          departments.map(({ departmentId }, index) => [
            departmentId,
            new Set([...(chosen[index] ?? []), dan].map(({ agentId }) => agentId)),
          ]),
        ),
    ),
  operations: fc.array(anyOperation, { minLength: 20, maxLength: 80, size: "max" }),
});

test("[TR2] [QU1] [QU2] [QU3] a transferred chat stands behind all that waited and before what comes later", () => {
  let transfers = 0;
  forEveryOffice((office, operation) => {
    const before = office.waiting();
    const { chat, events } = carryOut(office, operation);
    const isQueued = events.some(({ type }) => type === "ChatQueued");
    const isBack = events.some(({ type }) => type === "AgentDisconnected" || type === "InvitationEnded");
    const staying = before.filter((one) => one !== chat);
    const after = office.waiting();
    if (!isQueued) expect(after).toStrictEqual(before.filter((one) => after.includes(one)));
    else expect(after).toStrictEqual(isBack ? [chat, ...staying] : [...staying, chat]);
    if (isQueued && operation.do === "transfer") transfers += staying.length > 0 ? 1 : 0;
  });
  expect(transfers).toBeGreaterThan(100);
});

test("[TR4] Serve opens to nobody what they transferred to a department of their own", () => {
  const served = { any: 0, withSomethingKept: 0 };
  /** Remembered apart from the chats' own state. */
  let kept = new Set<string>();
  let current: Office | null = null;
  forEveryOffice((office, operation) => {
    if (office !== current) kept = new Set();
    current = office;
    const { chat, events } = carryOut(office, operation);
    if (operation.do === "serve" && chat !== null) {
      const { agentId } = operation.agent;
      served.any += 1;
      if ([...kept].some((one) => one.startsWith(`${agentId} `))) served.withSomethingKept += 1;
      expect(kept.has(`${agentId} ${chat}`)).toBe(false);
    }
    for (const transfer of transfersAmong(events)) {
      const isOwn = office.departments.get(transfer.department.departmentId)?.has(transfer.agent.agentId);
      if (isOwn) kept.add(`${transfer.agent.agentId} ${chat}`);
    }
  });
  expect(served.any).toBeGreaterThan(500);
  expect(served.withSomethingKept).toBeGreaterThan(50);
});

test("[QU4] [QU5] Serve opens the first in the queue that concerns the agent and is not kept from them", () => {
  forEveryOffice((office, operation) => {
    const order = office.waiting();
    const states = [...office.chats];
    const { chat } = carryOut(office, operation);
    if (operation.do !== "serve") return;
    const { agentId } = operation.agent;
    const passedOver = chat === null ? order : order.slice(0, order.indexOf(chat));
    for (const one of passedOver) expect(isForOthers(states[one], agentId, office)).toBe(true);
  });
});

test("[IN4] [QU1] no chat is lost or starved: whoever wrote has an agent, waits, or was left, and all who wait are served in order", () => {
  let drained = 0;
  fc.assert(
    fc.property(anySetting, ({ members, operations }) => {
      const office = officeOf(members);
      const left = new Set<number>();
      for (const operation of operations) {
        const { chat, events } = carryOut(office, operation);
        if (chat === null) continue;
        if (operation.do === "leave" && events.length > 0) left.add(chat);
        else if (events.length > 0) left.delete(chat);
        expect(isLookedAfter(office, chat) || left.has(chat)).toBe(true);
      }
      const order = office.waiting();
      for (const expected of order) expect(office.serveNext(dan)).toBe(expected);
      expect(office.serveNext(dan)).toBe(null);
      drained += order.length;
    }),
    { numRuns: 300 },
  );
  expect(drained).toBeGreaterThan(300);
});

function forEveryOffice(check: (office: Office, operation: Operation) => void): void {
  fc.assert(
    fc.property(anySetting, ({ members, operations }) => {
      const office = officeOf(members);
      for (const operation of operations) check(office, operation);
    }),
    { numRuns: 300 },
  );
}

function officeOf(members: ServingDepartments): Office {
  return new Office(
    members,
    [...agents, dan].map(({ agentId }) => agentId),
  );
}

/** Which chat it was about, and what happened in it. */
function carryOut(office: Office, operation: Operation): { chat: number | null; events: ChatEvent[] } {
  switch (operation.do) {
    case "request":
      return { events: office.request(operation.departmentId), chat: office.chats.length - 1 };
    case "serve":
      return { chat: office.serveNext(operation.agent), events: [] };
    case "come-or-go": {
      const { agentId } = operation.agent;
      if (!office.online.delete(agentId)) office.online.add(agentId);
      return { chat: null, events: [] };
    }
    case "lapse": {
      office.pass(minutes(1));
      const chat = office.chats.findIndex((state) => isOpen(state) && isBeingHandedOver(state));
      return { chat: chat < 0 ? null : chat, events: office.do(chat, commandOf(operation)) };
    }
    default: {
      const chat = operation.chat % Math.max(1, office.chats.length);
      const isThere = office.chats.length > 0;
      return { chat: isThere ? chat : null, events: isThere ? office.do(chat, commandOf(operation)) : [] };
    }
  }
}

function commandOf(operation: Exclude<Operation, { do: "request" | "serve" | "come-or-go" }>): ChatCommand {
  switch (operation.do) {
    case "transfer": {
      const { agent, department } = operation;
      return { type: "TransferToDepartment", agent, department, remark: "", evenIfOffline: true };
    }
    case "hand-over":
      return { type: "InviteAgent", by: operation.agent, invitee: operation.to, andLeave: true };
    case "leave":
      return { type: "LeaveChat", agent: operation.agent };
    case "decline":
      return { type: "DeclineInvitation", agent: operation.agent };
    case "accept":
      return { type: "AcceptInvitation", agent: operation.agent };
    case "disconnect":
      return { type: "RequeueChat", agent: operation.agent };
    case "serve-by-hand":
      return { type: "ServeChat", agent: operation.agent };
    case "write":
      return { type: "SendMessage", from: { kind: "visitor" }, messageId: "m", text: "Hello?" };
    case "end":
      return { type: "EndChat", by: { kind: "visitor" } };
    case "lapse":
      return { type: "LapseHandOver", afterMs: minutes(1) };
  }
}

function transfersAmong(events: readonly ChatEvent[]) {
  return events.filter((event) => event.type === "ChatTransferred");
}

function isForOthers(state: Office["chats"][number] | undefined, agentId: AgentId, office: Office): boolean {
  if (state?.status !== "waiting") return false;
  const { departmentId, excluded } = state;
  const isTheirs = departmentId === null || office.departments.get(departmentId)?.has(agentId) === true;
  return !isTheirs || excluded.includes(agentId);
}

function isLookedAfter(office: Office, chat: number): boolean {
  const state = office.chats[chat];
  if (!state || !isOpen(state)) return true;
  return state.status !== "unattended" || isBeingHandedOver(state);
}
