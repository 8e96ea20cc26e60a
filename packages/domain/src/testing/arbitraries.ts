import fc from "fast-check";
import type {
  ChatCommand,
  EndChat,
  LeaveChat,
  RequestChat,
  RequeueChat,
  SendMessage,
  ServeChat,
  StartChat,
  TimeOutChat,
} from "../chat/commands.ts";
import type { AgentRef, Sender, VisitorRef } from "../chat/events.ts";
import { MAX_MESSAGE_LENGTH } from "../chat/message-text.ts";
import type { DepartmentId } from "../ids.ts";
import { ana, ben, cleo, minutes, sales, visitor, zoe } from "./builders.ts";

/** Who acts in a random chat: a few, so that they meet. */
export type Cast = { agents: AgentRef[]; visitor: VisitorRef; departmentId: DepartmentId | null };

export const cast: Cast = { agents: [ana, ben, cleo], visitor: zoe, departmentId: sales };

/** A command, and how long after the one before. */
export type Step = { elapsedMs: number; command: ChatCommand };

/**
 * The life of a random chat. A command that opens it is always among them; those that end it are rare, or most chats
 * would be short. Message ids count the steps.
 */
export function anySteps(players: Cast = cast): fc.Arbitrary<Step[]> {
  const step = stepOf(anyCommand(players));
  return fc
    .tuple(
      fc.array(step, { maxLength: 3 }),
      stepOf(anyOpening(players)),
      fc.array(step, { minLength: 5, maxLength: 40 }),
    )
    .map(([before, opening, after]) => [...before, opening, ...after].map(numbered));
}

/** A command of any type by any of them, whether or not it makes sense. */
export function anyCommand(players: Cast = cast): fc.Arbitrary<ChatCommand> {
  const agent = fc.constantFrom(...players.agents);
  const sender = anySender(players);
  return fc.oneof(
    { weight: 1, arbitrary: anyOpening(players) },
    { weight: 4, arbitrary: fc.record<ServeChat>({ type: fc.constant("ServeChat"), agent }) },
    { weight: 6, arbitrary: anyMessage(sender) },
    { weight: 3, arbitrary: fc.record<LeaveChat>({ type: fc.constant("LeaveChat"), agent }) },
    { weight: 3, arbitrary: fc.record<RequeueChat>({ type: fc.constant("RequeueChat"), agent }) },
    { weight: 2, arbitrary: fc.constant<ChatCommand>({ type: "RecordVisitorGone" }) },
    { weight: 2, arbitrary: fc.constant<ChatCommand>({ type: "RecordVisitorBack" }) },
    { weight: 1, arbitrary: fc.record<EndChat>({ type: fc.constant("EndChat"), by: sender }) },
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

const messageId = fc.constant("message-0");

const anyTimeOut = fc.record<TimeOutChat>({
  type: fc.constant("TimeOutChat"),
  because: fc.constantFrom("visitor-gone", "idle"),
  afterMs: fc.constantFrom(minutes(2), minutes(20)),
});

function anyMessage(from: fc.Arbitrary<Sender>): fc.Arbitrary<SendMessage> {
  return fc.record<SendMessage>({ type: fc.constant("SendMessage"), from, messageId, text: anyText() });
}

function anyOpening({ agents, visitor, departmentId }: Cast): fc.Arbitrary<ChatCommand> {
  const message = { visitor: fc.constant(visitor), messageId, text: writtenText };
  return fc.oneof(
    fc.record<RequestChat>({
      type: fc.constant("RequestChat"),
      departmentId: fc.constantFrom(departmentId, null),
      ...message,
    }),
    fc.record<StartChat>({ type: fc.constant("StartChat"), agent: fc.constantFrom(...agents), ...message }),
  );
}

function anySender({ agents }: Cast): fc.Arbitrary<Sender> {
  const byAgent = fc.constantFrom(...agents).map((agent): Sender => ({ kind: "agent", ...agent }));
  return fc.oneof(fc.constant(visitor), byAgent);
}

function stepOf(commands: fc.Arbitrary<ChatCommand>): fc.Arbitrary<Step> {
  return fc.record({
    elapsedMs: fc.constantFrom(0, 1, 1000, minutes(1), minutes(2), minutes(20)),
    command: commands,
  });
}

function numbered({ elapsedMs, command }: Step, index: number): Step {
  if (!("messageId" in command)) return { elapsedMs, command };
  return { elapsedMs, command: { ...command, messageId: `message-${index + 1}` } };
}
