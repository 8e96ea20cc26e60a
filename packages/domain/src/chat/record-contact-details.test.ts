import { expect, test } from "vitest";
import {
  agent,
  ben,
  detailsUpdated,
  endedChat,
  noon,
  recordContactDetails,
  servedChat,
  unattendedChat,
  visitor,
  waitingChat,
  zoe,
} from "../testing/builders.ts";
import { given, record, stateAfter } from "../testing/given.ts";
import { visibleTo } from "./visible-to.ts";

test.each([
  ["waits", waitingChat],
  ["a colleague serves", servedChat],
  ["everybody has left", unattendedChat],
  ["has ended", endedChat],
])("[DE3] a chat that %s says that the details were changed, and which", (_, chat) => {
  for (const by of [visitor, agent(ben)])
    given(...chat)
      .when(recordContactDetails(by, ["name", "phone"], "Zoé"))
      .thenEvents(detailsUpdated(by, ["name", "phone"], "Zoé"));
});

test.each(["Zoé", null])("[DE3] from then on the chat names the visitor as they are called: %s", (name) => {
  const renamed = [...servedChat, detailsUpdated(visitor, ["name"], name)];
  expect(stateAfter(renamed)).toMatchObject({ visitor: { ...zoe, name } });
});

test("[DE3] details of which none changed are not written down", () => {
  given(...servedChat)
    .when(recordContactDetails(visitor, []))
    .thenRefused({ reason: "nothing-to-do" });
});

test("[DE3] a visitor without a chat has none to say it in", () => {
  given()
    .when(recordContactDetails(visitor, ["email"]))
    .thenRefused({ reason: "no-chat" });
});

test("[DE3] [VS2] the visitor hears of their own details, without the values, and never of the notes about them", () => {
  const seen = record([
    detailsUpdated(agent(ben), ["notes"]),
    detailsUpdated(agent(ben), ["email", "notes"], "Zoé"),
  ]).map((event) => visibleTo("visitor", event));
  expect(seen).toStrictEqual([
    null,
    { type: "ContactDetailsUpdated", by: agent(ben), changed: ["email"], seq: 2, at: noon },
  ]);
});
