import type { VisitorClientState } from "@causerie/client";
import { initialVisitorView, type VisitorView } from "@causerie/domain/visitor-view";
import { expect, test } from "vitest";
import { writingOf } from "./writing.ts";

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
