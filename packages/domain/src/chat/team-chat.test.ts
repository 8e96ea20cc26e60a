import { expect, test } from "vitest";
import {
  addTeamMembers,
  agent,
  ana,
  ben,
  cleo,
  dan,
  leaveChat,
  left,
  noon,
  sendFile,
  sendMessage,
  sentFile,
  startTeamChat,
  teamChatStarted,
  teamMembersAdded,
  visitor,
  wrote,
} from "../testing/builders.ts";
import { given, stateAfter } from "../testing/given.ts";

const ofTwo = [teamChatStarted(ana, ben)];
const ofThree = [teamChatStarted(ana, ben, cleo)];

test("[TE1] a chat among colleagues starts with its members, who begins it among them and each once", () => {
  given()
    .when(startTeamChat(ana, ben, ana, ben))
    .thenEvents(teamChatStarted(ana, ben));
  expect(stateAfter(ofTwo)).toStrictEqual({
    status: "team",
    members: [ana, ben],
    isGroup: false,
    startedAt: noon,
  });
});

test("[TE1] nobody has a chat with themselves", () => {
  given().when(startTeamChat(ana, ana)).thenRefused({ reason: "agent-is-you" });
  given().when(startTeamChat(ana)).thenRefused({ reason: "agent-is-you" });
});

test("[TE2] its members write in it, texts and files", () => {
  given(...ofTwo)
    .when(sendMessage(agent(ben)))
    .thenEvents(wrote(agent(ben)));
  given(...ofTwo)
    .when(sendFile(agent(ana)))
    .thenEvents(sentFile(agent(ana)));
});

test.each([
  ["a colleague who is no member", ofTwo, agent(cleo), "not-in-chat" as const],
  ["one who has left", [...ofThree, left(cleo)], agent(cleo), "not-in-chat" as const],
  ["a visitor", ofTwo, visitor, "no-chat" as const],
])("[TE2] %s does not write in it", (_, chat, from, reason) => {
  given(...chat)
    .when(sendMessage(from))
    .thenRefused({ reason });
});

test("[TE4] a member of a group takes in more colleagues, each once", () => {
  given(...ofThree)
    .when(addTeamMembers(ben, dan, cleo, dan))
    .thenEvents(teamMembersAdded(ben, dan));
  expect(stateAfter([...ofThree, teamMembersAdded(ben, dan)])).toMatchObject({
    members: [ana, ben, cleo, dan],
  });
});

test("[TE4] who is no member takes in nobody, and who is one already is nothing to take in", () => {
  given(...ofThree)
    .when(addTeamMembers(dan, dan))
    .thenRefused({ reason: "not-in-chat" });
  given(...ofThree)
    .when(addTeamMembers(ana, ben))
    .thenRefused({ reason: "nothing-to-do" });
});

test("[TE4] a chat of two takes in nobody, and is nobody's to leave", () => {
  given(...ofTwo)
    .when(addTeamMembers(ana, cleo))
    .thenRefused({ reason: "nothing-to-do" });
  given(...ofTwo)
    .when(leaveChat(ana))
    .thenRefused({ reason: "nothing-to-do" });
});

test("[TE4] a group is left while more than two are in it, and who left may be taken in again", () => {
  given(...ofThree)
    .when(leaveChat(cleo))
    .thenEvents(left(cleo));
  given(...ofThree, left(cleo))
    .when(leaveChat(ben))
    .thenRefused({ reason: "nothing-to-do" });
  given(...ofThree, teamMembersAdded(ana, dan), left(cleo))
    .when(addTeamMembers(ana, cleo))
    .thenEvents(teamMembersAdded(ana, cleo));
});

test("[TE4] a group that shrank to two is still the group, and takes in others again", () => {
  const shrunk = [...ofThree, left(cleo)];
  expect(stateAfter(shrunk)).toMatchObject({ members: [ana, ben], isGroup: true });
  given(...shrunk)
    .when(addTeamMembers(ana, cleo))
    .thenEvents(teamMembersAdded(ana, cleo));
});
