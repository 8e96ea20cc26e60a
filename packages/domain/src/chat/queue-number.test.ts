import { expect, test } from "vitest";
import {
  ana,
  ben,
  cleo,
  declineInvitation,
  handedOverChat,
  lapseHandOver,
  minutes,
  noon,
  requestChat,
  requeueChat,
  sendMessage,
  servedChat,
  transfer,
  unattendedChat,
  visitor,
} from "../testing/builders.ts";
import { decideAfter, type Past } from "../testing/given.ts";
import type { ChatCommand } from "./commands.ts";
import { decide } from "./decide.ts";
import { type DepartmentFacts, plainFacts } from "./facts.ts";
import { initialState } from "./state.ts";

type Entering = [name: string, past: Past[], command: ChatCommand];

const department: DepartmentFacts = {
  isEnabled: true,
  members: [cleo.agentId],
  online: [cleo.agentId],
  mayBeOffline: false,
};

/** The names of chats that enter the queue one after the other, in the order in which they are served [QU1]. */
function queueOf(...entering: Entering[]): string[] {
  return entering
    .map(([name, past, command], index) => ({ name, number: numberTaken(past, command, index + 1) }))
    .sort((one, other) => one.number - other.number)
    .map(({ name }) => name);
}

function numberTaken(past: Past[], command: ChatCommand, drawn: number): number {
  const facts = { queueNumber: drawn, now: noon + minutes(1), department };
  const decision = decideAfter(past, command, facts);
  const taken = decision.ok ? decision.events.find((event) => event.type === "ChatQueued") : undefined;
  if (!taken) throw new Error(`${command.type} does not enter the queue`);
  return taken.queueNumber;
}

const request = (name: string): Entering => [name, [], requestChat()];
const afterLeave = (name: string): Entering => [name, unattendedChat, sendMessage(visitor)];
const afterDisconnection = (name: string): Entering => [name, servedChat, requeueChat(ana)];
const afterTransfer = (name: string): Entering => [name, servedChat, transfer(ana)];
const handOverEnds: [how: string, command: ChatCommand][] = [
  ["was declined", declineInvitation(ben)],
  ["lapsed", lapseHandOver()],
  ["was to one who is gone", requeueChat(ben)],
];

test("[QU1] [QU2] requests are served in the order in which they came", () => {
  expect(queueOf(request("first"), request("second"), request("third"))).toStrictEqual([
    "first",
    "second",
    "third",
  ]);
});

test("[CH8] [QU2] a chat that comes back after a leave stands behind all that wait, before later ones", () => {
  expect(queueOf(request("first"), afterLeave("back"), request("later"))).toStrictEqual([
    "first",
    "back",
    "later",
  ]);
});

test("[CH10] [QU3] a chat that comes back after a disconnection stands before all that wait", () => {
  expect(queueOf(request("first"), request("second"), afterDisconnection("back"))).toStrictEqual([
    "back",
    "first",
    "second",
  ]);
});

test("[QU3] of two that come back after disconnections, the later one stands before the earlier", () => {
  expect(
    queueOf(request("first"), afterDisconnection("back"), request("second"), afterDisconnection("later")),
  ).toStrictEqual(["later", "back", "first", "second"]);
});

test("[TR2] [QU2] a transferred chat stands behind all that wait, and before requests that come later", () => {
  expect(queueOf(request("first"), afterTransfer("transferred"), request("later"))).toStrictEqual([
    "first",
    "transferred",
    "later",
  ]);
});

test.each(handOverEnds)("[IN4] [QU3] a chat whose hand-over %s stands before all that wait", (_, command) => {
  expect(queueOf(request("first"), ["back", handedOverChat, command], request("later"))).toStrictEqual([
    "back",
    "first",
    "later",
  ]);
});

test("a number that was not drawn is a defect, not a refusal", () => {
  expect(() => decide(initialState, requestChat(), { ...plainFacts, now: 0 })).toThrow(
    "a chat enters the queue without a queue number",
  );
});

test("no number is needed by a command that leaves the queue alone", () => {
  const decision = decideAfter(servedChat, sendMessage(visitor), { queueNumber: null });
  expect(decision.ok).toBe(true);
  expect(decideAfter(servedChat, requeueChat(ben), { queueNumber: null }).ok).toBe(false);
  expect(decideAfter(handedOverChat, sendMessage(visitor), { queueNumber: null }).ok).toBe(true);
});
