import fc from "fast-check";
import type { ChatCommand, SendMessage } from "../chat/commands.ts";
import type { AgentRef, Sender } from "../chat/events.ts";
import type { DepartmentFacts, Facts } from "../chat/facts.ts";
import { MAX_MESSAGE_LENGTH } from "../chat/message-text.ts";
import { anyDetails, anyRating, anyTeamwork } from "./arbitraries-of-agents.ts";
import { minutes, photo, timeOutOfGone, timeOutOfIdle, visitor } from "./builders.ts";
import { type Cast, cast } from "./cast.ts";

/** A command, how long after the one before, and what is so besides. */
export type Step = { elapsedMs: number; command: ChatCommand; facts: Omit<Facts, "now" | "queueNumber"> };

/**
 * The life of a random chat. A command that opens it is always among them; those that end it are rare, or most chats
 * would be short. Message ids count the steps.
 */
export function anySteps(players: Cast = cast): fc.Arbitrary<Step[]> {
  const step = stepOf(anyCommand(players), players);
  return fc
    .tuple(
      fc.array(step, { maxLength: 3 }),
      stepOf(anyOpening(players), players),
      fc.array(step, { minLength: 5, maxLength: 60, size: "max" }),
    )
    .map(([before, opening, after]) => [...before, opening, ...after].map(numbered));
}

/** A command of any type by any of them, whether or not it makes sense. */
export function anyCommand(players: Cast = cast): fc.Arbitrary<ChatCommand> {
  const agent = fc.constantFrom(...players.agents);
  const sender = anySender(players);
  return fc.oneof(
    { weight: 1, arbitrary: anyOpening(players) },
    { weight: 4, arbitrary: agent.map((by): ChatCommand => ({ type: "ServeChat", agent: by })) },
    { weight: 6, arbitrary: anyMessage(sender) },
    { weight: 3, arbitrary: agent.map((by): ChatCommand => ({ type: "LeaveChat", agent: by })) },
    { weight: 3, arbitrary: agent.map((by): ChatCommand => ({ type: "RequeueChat", agent: by })) },
    { weight: 8, arbitrary: anyTeamwork(players) },
    { weight: 4, arbitrary: anyRating(players) },
    { weight: 3, arbitrary: anyDetails(players, sender) },
    { weight: 2, arbitrary: fc.constant<ChatCommand>({ type: "RecordVisitorGone" }) },
    { weight: 2, arbitrary: fc.constant<ChatCommand>({ type: "RecordVisitorBack" }) },
    { weight: 1, arbitrary: sender.map((by): ChatCommand => ({ type: "EndChat", by })) },
    { weight: 1, arbitrary: anyTimeOut },
  );
}

/** Mostly what people write; sometimes nothing, or too much. */
export function anyText(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 8, arbitrary: writtenText },
    { weight: 1, arbitrary: fc.constantFrom("", " ", "\n\t\u00a0") },
    {
      weight: 1,
      arbitrary: fc.constantFrom(MAX_MESSAGE_LENGTH, MAX_MESSAGE_LENGTH + 1).map((n) => "x".repeat(n)),
    },
  );
}

const writtenText = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }).map((text) => `${text}.`);

const messageId = "message-0";

const anyTimeOut: fc.Arbitrary<ChatCommand> = fc
  .tuple(fc.constantFrom(minutes(2), minutes(20)), fc.constantFrom("gone", "idle", "active"))
  .map(([afterMs, who]) =>
    who === "gone" ? timeOutOfGone(afterMs) : timeOutOfIdle(afterMs, who === "active"),
  );

function anyMessage(from: fc.Arbitrary<Sender>): fc.Arbitrary<SendMessage> {
  const content = fc.oneof(
    { weight: 4, arbitrary: anyText().map((text) => ({ text })) },
    { weight: 1, arbitrary: fc.constant({ file: photo }) },
  );
  return fc.tuple(from, content).map(([by, said]) => ({ type: "SendMessage", from: by, messageId, ...said }));
}

function anyOpening(players: Cast): fc.Arbitrary<ChatCommand> {
  return fc.oneof(
    { weight: 6, arbitrary: anyRequest(players) },
    { weight: 4, arbitrary: anyStart(players) },
    { weight: 1, arbitrary: anyOfflineMessage(players) },
    { weight: 2, arbitrary: anyTeamChat(players) },
  );
}

function anyRequest({ visitor: by, departmentId }: Cast): fc.Arbitrary<ChatCommand> {
  return fc.record({
    type: fc.constant("RequestChat" as const),
    visitor: fc.constant(by),
    departmentId: fc.constantFrom(departmentId, null),
    messageId: fc.constant(messageId),
    text: writtenText,
  });
}

function anyStart({ visitor: to, agents }: Cast): fc.Arbitrary<ChatCommand> {
  return fc.record({
    type: fc.constant("StartChat" as const),
    agent: fc.constantFrom(...agents),
    visitor: fc.constant(to),
    messageId: fc.constant(messageId),
    text: writtenText,
  });
}

function anyOfflineMessage({ visitor: by, departmentId, among }: Cast): fc.Arbitrary<ChatCommand> {
  return fc.record({
    type: fc.constant("LeaveOfflineMessage" as const),
    visitor: fc.constant(by),
    departmentId: fc.constantFrom(departmentId, null),
    contact: fc.constant({ name: by.name, email: among.email, phone: null }),
    messageId: fc.constant(messageId),
    text: writtenText,
  });
}

function anyTeamChat({ agents }: Cast): fc.Arbitrary<ChatCommand> {
  return fc.record({
    type: fc.constant("StartTeamChat" as const),
    agent: fc.constantFrom(...agents),
    // One of them may be the agent.
    with: fc.subarray(agents, { minLength: 2, maxLength: 3 }),
  });
}

function anySender({ agents }: Cast): fc.Arbitrary<Sender> {
  const byAgent = fc.constantFrom(...agents).map((agent): Sender => ({ kind: "agent", ...agent }));
  return fc.oneof(fc.constant(visitor), byAgent);
}

function anyFacts({ agents }: Cast): fc.Arbitrary<Step["facts"]> {
  return fc.record({
    isRatingEnabled: mostly(true),
    department: fc.option(anyDepartment(agents), { freq: 8 }),
    isInviteeConnected: mostly(true),
  });
}

function anyDepartment(agents: AgentRef[]): fc.Arbitrary<DepartmentFacts> {
  const ids = agents.map(({ agentId }) => agentId);
  return fc
    .record({
      isEnabled: mostly(true),
      members: fc.subarray(ids, { minLength: 1 }),
      away: fc.subarray(ids, { maxLength: 1 }),
      mayBeOffline: fc.boolean(),
    })
    .map(({ away, ...department }) => ({
      ...department,
      online: department.members.filter((id) => !away.includes(id)),
    }));
}

function mostly(value: boolean): fc.Arbitrary<boolean> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant(value) },
    { weight: 1, arbitrary: fc.constant(!value) },
  );
}

function stepOf(commands: fc.Arbitrary<ChatCommand>, players: Cast): fc.Arbitrary<Step> {
  return fc.record({
    elapsedMs: fc.constantFrom(0, 1, 1000, minutes(1), minutes(2), minutes(20)),
    command: commands,
    facts: anyFacts(players),
  });
}

function numbered({ command, ...step }: Step, index: number): Step {
  if (!("messageId" in command)) return { ...step, command };
  return { ...step, command: { ...command, messageId: `message-${index + 1}` } };
}
