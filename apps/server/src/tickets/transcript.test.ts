import type { AgentId, RecordedEvent } from "@causerie/domain";
import { expect, test } from "vitest";
import { transcriptLines, transcriptOf } from "./transcript.ts";
import { mailWords } from "./words.ts";

// Ids are branded; a test makes its own.
const marie = { agentId: 1 as AgentId, name: "Marie" };
const said = [
  { type: "RatingRequested", agent: marie },
  { type: "ChatRated", rating: "bad" },
  { type: "RatingRequested", agent: marie },
  { type: "CommentSubmitted", text: "too slow" },
  { type: "RatingRequested", agent: marie },
] as const;
const log: RecordedEvent[] = said.map((event, index) => ({ ...event, seq: index + 1, at: 0 }));

test("[RA9] [TI5] of the requests up to a ticket the last alone is in its transcript, and every comment", () => {
  const reader = { words: mailWords("en"), visitor: "Anna", timeZone: "UTC" };
  expect(
    transcriptLines({ entries: transcriptOf(log, 4), isWhole: true }, reader).map(({ text }) => text),
  ).toEqual(["Chat rated Bad", "Rating requested", "Comment submitted: too slow"]);
});
