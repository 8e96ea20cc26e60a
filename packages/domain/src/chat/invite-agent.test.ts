import { expect, test } from "vitest";
import {
  ana,
  ben,
  cleo,
  endedChat,
  handedOver,
  handOver,
  invitationEnded,
  invite,
  invited,
  joined,
  left,
  noon,
  servedChat,
  startedAndServed,
  unattendedChat,
  waitingChat,
} from "../testing/builders.ts";
import { given, stateAfter } from "../testing/given.ts";

const connected = { isInviteeConnected: true };

test("[IN1] an agent invites a colleague who has a dashboard open, and stays", () => {
  given(...servedChat)
    .when(invite(ana, ben), connected)
    .thenEvents(invited(ana, ben));
  expect(stateAfter([...servedChat, invited(ana, ben)])).toStrictEqual({
    ...startedAndServed,
    status: "served",
    agents: [ana],
    invitations: [{ agent: ben, by: ana, handsOver: false, at: noon }],
  });
});

test("[IN1] any number of colleagues are invited, by whoever is in the chat", () => {
  given(...servedChat, joined(ben), invited(ana, cleo))
    .when(invite(ben, { ...cleo, agentId: 99 as typeof cleo.agentId, name: "Eve" }), connected)
    .thenEvents(invited(ben, { ...cleo, agentId: 99 as typeof cleo.agentId, name: "Eve" }));
});

test.each([invite, handOver])("[IN1] oneself is not invited", (command) => {
  given(...servedChat)
    .when(command(ana, ana), connected)
    .thenRefused({ reason: "agent-is-you" });
});

test.each([invite, handOver])("[IN1] a colleague with no dashboard open is not invited", (command) => {
  given(...servedChat)
    .when(command(ana, ben))
    .thenRefused({ reason: "agent-offline", name: "Ben" });
});

test.each([invite, handOver])("[IN1] a colleague who is in the chat is not invited", (command) => {
  given(...servedChat, joined(ben))
    .when(command(ana, ben), connected)
    .thenRefused({ reason: "agent-already-in", name: "Ben" });
});

test("[IN1] nobody is invited twice, until the invitation is over", () => {
  given(...servedChat, invited(ana, ben))
    .when(invite(ana, ben), connected)
    .thenRefused({ reason: "agent-already-invited", name: "Ben" });
  given(...servedChat, invited(ana, ben), invitationEnded(ben, "declined"))
    .when(invite(ana, ben), connected)
    .thenEvents(invited(ana, ben));
  given(...servedChat, joined(ben), left(ben))
    .when(invite(ana, ben), connected)
    .thenEvents(invited(ana, ben));
});

test("[IN1] who was only invited is handed the chat; who was handed it is asked no more", () => {
  given(...servedChat, invited(ana, ben))
    .when(handOver(ana, ben), connected)
    .thenEvents(handedOver(ana, ben), left(ana));
  given(...servedChat, joined(cleo), handedOver(ana, ben), left(ana))
    .when(handOver(cleo, ben), connected)
    .thenRefused({ reason: "agent-already-invited", name: "Ben" });
});

test.each([
  ["waits", waitingChat],
  ["a colleague serves", [...waitingChat, joined(cleo)]],
  ["they have left", unattendedChat],
])("[IN1] an agent invites nobody to a chat that %s", (_, chat) => {
  given(...chat)
    .when(invite(ana, ben), connected)
    .thenRefused({ reason: "not-in-chat" });
});

test("[IN1] nobody is invited to an ended chat", () => {
  given(...endedChat)
    .when(invite(ana, ben), connected)
    .thenRefused({ reason: "chat-ended" });
});

test("[IN3] with Transfer and leave the agent leaves at once, and the chat is the colleague's to take", () => {
  given(...servedChat)
    .when(handOver(ana, ben), connected)
    .thenEvents(handedOver(ana, ben), left(ana));
  expect(stateAfter([...servedChat, handedOver(ana, ben), left(ana)])).toStrictEqual({
    ...startedAndServed,
    status: "unattended",
    invitations: [{ agent: ben, by: ana, handsOver: true, at: noon }],
  });
});
