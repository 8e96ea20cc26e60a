import type { AgentId, AgentRef, DepartmentId, RecordedEvent } from "@causerie/domain";
import { expect, it } from "vitest";
import { en } from "../words/en.ts";
import { fr } from "../words/fr.ts";
import { transcriptOf } from "./transcript.ts";

const marie: AgentRef = { agentId: 1 as AgentId, name: "Marie" };
const said = [
  { type: "ChatQueued", queueNumber: 7 },
  { type: "AgentJoined", agent: marie },
  { type: "MessageSent", messageId: "m1", from: { kind: "visitor" }, text: "Hello" },
  { type: "NoteWritten", messageId: "m2", agent: marie, text: "a regular" },
  {
    type: "ChatTransferred",
    agent: marie,
    department: { departmentId: 2 as DepartmentId, name: "Sales" },
    remark: "be kind",
    excludesAgent: false,
  },
  { type: "RatingRequested", agent: marie },
  { type: "ChatRated", rating: "bad" },
  { type: "RatingRequested", agent: marie },
  { type: "CommentSubmitted", text: "too slow" },
] as const;
const log: RecordedEvent[] = said.map((event, index) => ({ ...event, seq: index + 1, at: index * 1000 }));

const withoutTimes = (text: string) => text.replace(/\[[^\]]+\] /g, "").split("\n");

it("[RA9] A transcript holds every line that is shown, with notes and remarks marked as such, and comments below theirs", () => {
  expect(withoutTimes(transcriptOf(en, "Anna", log))).toEqual([
    "Anna",
    "",
    "Marie joined the chat",
    "Anna: Hello",
    "Marie (Private note): a regular",
    "Chat transferred to Sales",
    "    Remark from Marie for the next agent: be kind",
    "Chat rated Bad",
    "Rating requested",
    "Comment submitted",
    "    too slow",
    "",
  ]);
});

it("It speaks the reader’s language, and says when each line was written", () => {
  expect(withoutTimes(transcriptOf(fr, "Anna", log))).toContain("Marie (Note interne)\u202f: a regular");
  expect(transcriptOf(en, "Anna", log).match(/^\[.+\] /gm)).toHaveLength(7);
});
