import { expect, test } from "vitest";
import {
  ana,
  ben,
  cleo,
  dan,
  disconnected,
  ended,
  endedChat,
  joined,
  left,
  noted,
  proactiveChat,
  queued,
  sales,
  sendMessage,
  servedChat,
  startedAndServed,
  support,
  transfer,
  transferred,
  unattendedChat,
  visitor,
  waitingChat,
  wrote,
} from "../testing/builders.ts";
import { given, stateAfter } from "../testing/given.ts";
import type { AgentRef } from "./events.ts";
import type { DepartmentFacts } from "./facts.ts";

/** Support, with these members, and of them these online. */
function supportOf(members: AgentRef[], online: AgentRef[], rest: Partial<DepartmentFacts> = {}) {
  const ids = (agents: AgentRef[]) => agents.map(({ agentId }) => agentId);
  const department = { isEnabled: true, members: ids(members), online: ids(online), mayBeOffline: false };
  return { department: { ...department, ...rest } };
}
const cleoIsThere = supportOf([cleo], [cleo]);

test("[TR1] an agent transfers a chat to another department with a remark, and is out of it", () => {
  given(...servedChat)
    .when(transfer(ana, { remark: "Wants a refund" }), cleoIsThere)
    .thenEvents(transferred(ana, { remark: "Wants a refund" }), left(ana), queued(7));
});

test("[TR1] a transferred chat waits as one of that department", () => {
  expect(stateAfter([...servedChat, transferred(ana), left(ana), queued(7)])).toStrictEqual({
    ...startedAndServed,
    departmentId: support.departmentId,
    invitations: [],
    status: "waiting",
    queueNumber: 7,
  });
});

test("[TR1] a chat that was transferred and taken is transferred on", () => {
  given(...servedChat, transferred(ana), left(ana), queued(7), joined(cleo))
    .when(transfer(cleo), supportOf([dan], [dan]))
    .thenEvents(transferred(cleo), left(cleo), queued(7));
});

test.each([
  ["unknown", null],
  ["disabled", supportOf([cleo], [cleo], { isEnabled: false }).department],
])(
  "[TR1] no chat is transferred to a department that is %s, even with nobody needed there",
  (_, department) => {
    given(...servedChat)
      .when(transfer(ana, { evenIfOffline: true }), { department })
      .thenRefused({ reason: "department-unavailable" });
  },
);

test.each([
  ["waits", waitingChat],
  ["a colleague serves", [...waitingChat, joined(ben)]],
  ["they have left", unattendedChat],
])("[TR1] an agent does not transfer a chat that %s", (_, chat) => {
  given(...chat)
    .when(transfer(ana), cleoIsThere)
    .thenRefused({ reason: "not-in-chat" });
});

test("[TR1] an ended chat is not transferred", () => {
  given(...endedChat)
    .when(transfer(ana), cleoIsThere)
    .thenRefused({ reason: "chat-ended" });
});

test("[TR1] a remark is as long as a message at most, and kept as it was written", () => {
  given(...servedChat)
    .when(transfer(ana, { remark: "x".repeat(10_001) }), cleoIsThere)
    .thenRefused({ reason: "message-too-long", maxLength: 10_000 });
  given(...servedChat)
    .when(transfer(ana, { remark: " \n" }), cleoIsThere)
    .thenEvents(transferred(ana, { remark: " \n" }), left(ana), queued(7));
});

test("[TR2] [CH11] a chat whose visitor never wrote is transferred out of the queue, until the first reply", () => {
  given(...proactiveChat)
    .when(transfer(ana), cleoIsThere)
    .thenEvents(transferred(ana), left(ana));
  given(...proactiveChat, transferred(ana), left(ana))
    .when(sendMessage(visitor), { queueNumber: 9 })
    .thenEvents(wrote(visitor), queued(9));
});

test("[TR4] one who is excluded by an earlier transfer takes no chat there, and another one does", () => {
  const back = [...servedChat, transferred(ana, { excludesAgent: true }), left(ana), queued(7), joined(ben)];
  given(...back)
    .when(transfer(ben), supportOf([ana], [ana]))
    .thenRefused({ reason: "department-offline", mayGoOn: false });
  given(...back)
    .when(transfer(ben), supportOf([ana, dan], [ana, dan]))
    .thenEvents(transferred(ben), left(ben), queued(7));
});

test.each([
  ["it was requeued", [joined(cleo), disconnected(cleo), queued(-8)]],
  ["it was transferred on", [joined(cleo), transferred(cleo), left(cleo), queued(8)]],
  ["the agent was in it again", [joined(ana), noted(ana), left(ana), wrote(visitor), queued(8)]],
])("[TR4] an agent stays excluded after %s", (_, events) => {
  const transferredAway = [...servedChat, transferred(ana, { excludesAgent: true }), left(ana), queued(7)];
  expect(stateAfter([...transferredAway, ...events])).toMatchObject({
    status: "waiting",
    excluded: [ana.agentId],
  });
  expect(stateAfter([...transferredAway, ...events, ended(visitor)])).toMatchObject({
    excluded: [ana.agentId],
  });
});

test("[TR4] a new chat of the same visitor is nobody's to be kept from", () => {
  expect(stateAfter(waitingChat)).toMatchObject({ departmentId: sales, excluded: [] });
});

test("[TR5] whoever else is in the chat leaves too, after the one who transfers it", () => {
  given(...servedChat, joined(ben), joined(dan))
    .when(transfer(ben), cleoIsThere)
    .thenEvents(transferred(ben), left(ben), left(ana), left(dan), queued(7));
});
