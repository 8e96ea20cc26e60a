import fc from "fast-check";
import type { ChatCommand } from "../chat/commands.ts";
import type { ContactField, Sender } from "../chat/events.ts";
import { minutes, support } from "./builders.ts";
import type { Cast } from "./cast.ts";

/** What agents do with one another: hand on, invite, note. */
export function anyTeamwork({ agents, among }: Cast): fc.Arbitrary<ChatCommand> {
  const agent = fc.constantFrom(...agents);
  return fc.oneof(
    fc.record({
      type: fc.constant("WriteNote" as const),
      agent,
      messageId: fc.constant("message-0"),
      text: fc.constant(among.note),
    }),
    fc.record({
      type: fc.constant("TransferToDepartment" as const),
      agent,
      department: fc.constant(support),
      remark: fc.constantFrom("", among.remark),
      evenIfOffline: fc.boolean(),
    }),
    fc.record({
      type: fc.constant("InviteAgent" as const),
      by: agent,
      invitee: agent,
      andLeave: fc.boolean(),
    }),
    agent.map((by): ChatCommand => ({ type: "AcceptInvitation", agent: by })),
    agent.map((by): ChatCommand => ({ type: "DeclineInvitation", agent: by })),
    fc.constant<ChatCommand>({ type: "LapseHandOver", afterMs: minutes(1) }),
    agent.map((by): ChatCommand => ({ type: "ReadOfflineMessage", agent: by })),
    fc.record({
      type: fc.constant("AddTeamMembers" as const),
      agent,
      colleagues: fc.subarray(agents, { minLength: 1 }),
    }),
  );
}

export function anyRating({ agents }: Cast): fc.Arbitrary<ChatCommand> {
  return fc.oneof(
    fc.constantFrom(...agents).map((by): ChatCommand => ({ type: "RequestRating", agent: by })),
    fc.constantFrom("good", "bad", null).map((rating): ChatCommand => ({ type: "RateChat", rating })),
    fc.constantFrom("Thanks", "").map((text): ChatCommand => ({ type: "SubmitComment", text })),
  );
}

export function anyDetails(players: Cast, by: fc.Arbitrary<Sender>): fc.Arbitrary<ChatCommand> {
  const { agents, visitor, among } = players;
  const changed = fc.subarray<ContactField>(["name", "email", "phone", "notes"]);
  return fc.oneof(
    fc.record({
      type: fc.constant("ChangeTags" as const),
      agent: fc.constantFrom(...agents),
      add: fc.subarray([among.tag, "two words"]),
      remove: fc.subarray([among.tag]),
    }),
    fc.record({
      type: fc.constant("RecordContactDetails" as const),
      by,
      changed,
      name: fc.constantFrom(visitor.name, null),
    }),
  );
}
