import type { AckFrame, DoneFrame } from "@causerie/protocol";
import type { EditAnswer } from "./edit-details.ts";
import type { TranscriptAnswer } from "./mail-transcript.ts";
import type { Answer } from "./perform.ts";

type Refused = { t: "refused"; id: string; refusal: object };

export function answerFrame(id: string, answer: Answer): AckFrame | Refused {
  if (!answer.ok) return { t: "refused", id, refusal: answer.refusal };
  const { chatId, firstSeq, lastSeq } = answer;
  return { t: "ack", id, chatId, firstSeq, lastSeq };
}

export function doneFrame(id: string, answer: EditAnswer | TranscriptAnswer): DoneFrame | Refused {
  return answer.ok ? { t: "done", id } : { t: "refused", id, refusal: answer.refusal };
}
