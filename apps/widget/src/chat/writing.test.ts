import type { VisitorClientState } from "@causerie/client";
import { initialVisitorView, type VisitorView } from "@causerie/domain/visitor-view";
import { expect, test } from "vitest";
import { belowLog, writingOf } from "./writing.ts";

const sending = { id: "a", text: "a", at: 0, isNote: false, file: null, state: { kind: "sending" } } as const;

test("[ST5] while nobody is online the form takes the place of the composer, unless a chat is open", () => {
  expect(writingOf(at("online", null))).toBe("composer");
  expect(writingOf(at("away", null))).toBe("composer");
  expect(writingOf(at("offline", null))).toBe("offline-form");
  expect(writingOf(at("offline", "ended"))).toBe("offline-form");
  for (const open of ["waiting", "served", "unattended"] as const)
    expect(writingOf(at("offline", open))).toBe("composer");
});

test("[ST5] what was left, or is on its way, is said to be so until somebody is online", () => {
  expect(writingOf(at("offline", "offline-message"))).toBe("message-left");
  expect(writingOf({ ...at("offline", null), pending: [sending] })).toBe("message-left");
  expect(writingOf(at("online", "offline-message"))).toBe("composer");
});

test("[WI2] the form stays while its other fields are filled in, until it is sent", () => {
  const fillsIn = { form: null, writesAnother: false, fillsIn: true };
  expect(belowLog(at("online", null), fillsIn)).toBe("offline-form");
  expect(belowLog(at("online", null), { ...fillsIn, fillsIn: false })).toBe("composer");
  expect(belowLog({ ...at("online", null), pending: [sending] }, fillsIn)).toBe("composer");
});

test("[ST6] who wants to leave another message has the form again, until that is sent too", () => {
  const another = { form: null, writesAnother: true, fillsIn: false };
  const left = at("offline", "offline-message");
  expect(belowLog(left, another)).toBe("offline-form");
  expect(belowLog(left, { ...another, writesAnother: false })).toBe("message-left");
  expect(belowLog({ ...left, pending: [sending] }, another)).toBe("message-left");
  expect(belowLog(at("online", "offline-message"), another)).toBe("composer");
});

test("[DE5] the visitor's own details stand in the place of whatever is written", () => {
  const details = { form: "details", writesAnother: false, fillsIn: false } as const;
  for (const status of ["online", "offline"] as const)
    expect(belowLog(at(status, null), details)).toBe("details");
});

function at(
  status: "online" | "away" | "offline",
  chat: Exclude<VisitorView["status"], "not-started"> | null,
): VisitorClientState {
  return {
    connection: { kind: "online" },
    visitor: null,
    chat: chat && {
      chatId: "chat",
      upTo: 1,
      view: { ...initialVisitorView, status: chat },
      entries: [],
      hasOlder: false,
      loadingOlder: false,
      typing: [],
    },
    pending: [],
    pendingRating: null,
    site: { ratingEnabled: false, status, departments: [] },
  };
}
