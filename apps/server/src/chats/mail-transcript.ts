import { faultOf, isVisitorChat, tidy, type VisitorId } from "@causerie/domain";
import type { RefusedFrame, VisitorCommand } from "@causerie/protocol";
import { untilAnswered } from "../platform/sql/retry.ts";
import type { ChatsContext } from "./context.ts";
import type { Order } from "./perform.ts";
import { isOf } from "./who-comes.ts";

type MailTranscript = Extract<VisitorCommand, { type: "MailTranscript" }>;
export type TranscriptAnswer = { ok: true } | { ok: false; refusal: RefusedFrame["refusal"] };

/** [MA8] Owes one's own chat, as it is now, to the address that is given. */
export async function mailTranscript(
  context: ChatsContext,
  { accountId, commandId }: Order,
  visitorId: VisitorId,
  { chatId, email, language }: MailTranscript,
): Promise<TranscriptAnswer> {
  const { transcripts, chats } = context;
  const recipient = tidy("email", email);
  const fault = recipient === null ? ({ reason: "bad-email" } as const) : faultOf("email", recipient);
  if (fault || recipient === null) return refused(fault ?? { reason: "bad-email" });
  const chat = await chats.get(accountId, chatId);
  if (!transcripts || !chat || !isOf(chat, visitorId)) return refused({ reason: "not-found" });
  if (!wasServed(chat.state)) return refused({ reason: "not-served-yet" });
  const asked = {
    accountId,
    visitorId,
    commandId,
    chatId: chat.chatId,
    recipient,
    upTo: chat.head,
    language,
  };
  const isOwed = await untilAnswered(
    () => transcripts.owe(asked),
    () => context.isStopping,
  );
  return isOwed ? { ok: true } : refused({ reason: "too-many-transcripts" });
}

/** [MA9] Until then it holds what one person typed, to be sent to whomever they like. */
function wasServed(state: Parameters<typeof isVisitorChat>[0]): boolean {
  return isVisitorChat(state) && state.participants.length > 0;
}

function refused(refusal: RefusedFrame["refusal"]): TranscriptAnswer {
  return { ok: false, refusal };
}
