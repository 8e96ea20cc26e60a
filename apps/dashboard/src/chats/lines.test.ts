import type { AgentId, ChatEvent, RecordedEvent, Sender, VisitorId } from "@causerie/domain";
import { describe, expect, it } from "vitest";
import { layOut } from "./lines.ts";

const MINUTE = 60_000;
const noon = new Date(2026, 2, 10, 12).getTime();
// Ids are branded; a test makes its own.
const ann = { kind: "agent", agentId: 1 as AgentId, name: "Ann" } as const;
const visitor = { kind: "visitor" } as const;

function log(...events: [minutes: number, event: ChatEvent][]): RecordedEvent[] {
  return events.map(([minutes, event], index) => ({ ...event, seq: index + 1, at: noon + minutes * MINUTE }));
}
const says = (from: Sender, text: string): ChatEvent => ({
  type: "MessageSent",
  messageId: `id-${text}`,
  from,
  text,
});
const started: ChatEvent = {
  type: "ChatStarted",
  by: "visitor",
  visitor: { visitorId: "v" as VisitorId, number: 12345678, name: null },
  departmentId: null,
};

function shown(events: RecordedEvent[], pending: Parameters<typeof layOut>[1] = []): string[] {
  return layOut(events, pending, ann).map((line) => {
    if (line.kind === "day") return "day";
    if (line.kind === "system") return line.event.type;
    return `${line.from.kind}: ${line.messages.map(({ text, state }) => `${text}${state.kind === "sent" ? "" : ` (${state.kind})`}`).join(", ")}`;
  });
}

describe("The log", () => {
  it("[RA9] shows of several requests for a rating the last alone, and every change of the rating", () => {
    const requested: ChatEvent = { type: "RatingRequested", agent: ann };
    const events = log(
      [0, requested],
      [0, { type: "ChatRated", rating: "good" }],
      [1, requested],
      [1, { type: "CommentSubmitted", text: "quick" }],
      [2, { type: "RatingRemoved" }],
    );
    expect(shown(events)).toEqual([
      "day",
      "ChatRated",
      "RatingRequested",
      "CommentSubmitted",
      "RatingRemoved",
    ]);
  });

  it("groups the messages of one sender that follow closely", () => {
    const events = log(
      [0, started],
      [0, says(visitor, "a")],
      [1, says(visitor, "b")],
      [2, says(ann, "c")],
      [9, says(ann, "d")],
    );
    expect(shown(events)).toEqual(["day", "ChatStarted", "visitor: a, b", "agent: c", "agent: d"]);
  });

  it("shows no line for the queue, and does not break a group for it", () => {
    const events = log(
      [0, says(visitor, "a")],
      [0, { type: "ChatQueued", queueNumber: 1 }],
      [1, says(visitor, "b")],
    );
    expect(shown(events)).toEqual(["day", "visitor: a, b"]);
  });

  it("breaks a group at a system line and at midnight", () => {
    const events = log(
      [0, says(visitor, "a")],
      [1, { type: "AgentJoined", agent: ann }],
      [2, says(visitor, "b")],
      [13 * 60, says(visitor, "c")],
    );
    expect(shown(events)).toEqual(["day", "visitor: a", "AgentJoined", "visitor: b", "day", "visitor: c"]);
  });

  it("shows what is on its way last, in the group of what was sent", () => {
    const at = noon + MINUTE;
    const lines = shown(log([0, says(ann, "a")]), [
      { id: "x1", text: "b", at, isNote: false, file: null, state: { kind: "sending" } },
      {
        id: "x2",
        text: "c",
        at,
        isNote: false,
        file: null,
        state: { kind: "failed", refusal: { reason: "chat-ended" } },
      },
    ]);
    expect(lines).toEqual(["day", "agent: a, b (sending), c (failed)"]);
  });

  it("keeps a message's key when it is sent", () => {
    const sending = layOut(
      [],
      [{ id: "id-a", text: "a", at: noon, isNote: false, file: null, state: { kind: "sending" } }],
      ann,
    );
    const sent = layOut(log([0, says(ann, "a")]), [], ann);
    expect(sent.at(-1)?.key).toBe(sending.at(-1)?.key);
  });
});
