import { expect, test } from "vitest";
import {
  acceptInvitation,
  ana,
  ben,
  cleo,
  declineInvitation,
  ended,
  handedOverChat,
  invitationEnded,
  invited,
  joined,
  left,
  proactiveChat,
  queued,
  requeueChat,
  servedChat,
  startedAndServed,
  transferred,
  visitor,
} from "../testing/builders.ts";
import { given, stateAfter } from "../testing/given.ts";

const invitedChat = [...servedChat, invited(ana, ben)];

test("[IN2] opening the chat is joining it", () => {
  given(...invitedChat)
    .when(acceptInvitation(ben))
    .thenEvents(joined(ben));
  expect(stateAfter([...invitedChat, joined(ben)])).toStrictEqual({
    ...startedAndServed,
    participants: [ana, ben],
    invitations: [],
    status: "served",
    agents: [ana, ben],
  });
});

test("[IN2] an invitation to a chat that its agent has left meanwhile is good still", () => {
  given(...invitedChat, left(ana))
    .when(acceptInvitation(ben))
    .thenEvents(joined(ben));
});

test.each([acceptInvitation, declineInvitation])("[IN2] only who is invited answers", (answer) => {
  given(...invitedChat)
    .when(answer(cleo))
    .thenRefused({ reason: "not-invited" });
});

test.each([
  ["declined", [invitationEnded(ben, "declined")]],
  ["accepted", [joined(ben)]],
  ["undone by a transfer", [transferred(ana), left(ana), queued(7)]],
])("[IN2] an invitation that was %s is answered no more", (_, events) => {
  for (const answer of [acceptInvitation(ben), declineInvitation(ben)])
    given(...invitedChat, ...events)
      .when(answer)
      .thenRefused({ reason: "not-invited" });
});

test("[IN2] who is invited to a chat that ended meanwhile hears that", () => {
  given(...invitedChat, ended(visitor))
    .when(acceptInvitation(ben))
    .thenRefused({ reason: "chat-ended" });
});

test("[IN2] who declines is invited no more, and the chat stays the inviter's", () => {
  given(...invitedChat)
    .when(declineInvitation(ben))
    .thenEvents(invitationEnded(ben, "declined"));
});

test("[IN2] who is invited and gone past the grace period is invited no more", () => {
  given(...invitedChat)
    .when(requeueChat(ben))
    .thenEvents(invitationEnded(ben, "disconnected"));
});

test("[IN4] who declines a chat that was handed to them sends it to the head of the queue", () => {
  given(...handedOverChat)
    .when(declineInvitation(ben), { queueNumber: 9 })
    .thenEvents(invitationEnded(ben, "declined"), queued(-9));
});

test("[IN4] the end of a mere invitation leaves a chat that everybody left where it is [CH8]", () => {
  given(...invitedChat, left(ana))
    .when(declineInvitation(ben))
    .thenEvents(invitationEnded(ben, "declined"));
});

test("[IN4] one whose visitor never wrote does not wait when it is declined", () => {
  const handed = { type: "AgentInvited", by: ana, agent: ben, handsOver: true } as const;
  given(...proactiveChat, handed, left(ana))
    .when(declineInvitation(ben))
    .thenEvents(invitationEnded(ben, "declined"));
});
