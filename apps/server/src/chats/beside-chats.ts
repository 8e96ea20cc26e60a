import type { VisitorId } from "@causerie/domain";
import type { VisitorCommand } from "@causerie/protocol";
import type { ChatsContext } from "./context.ts";
import type { EditAnswer } from "./edit-details.ts";
import { editMyDetails } from "./edit-own-details.ts";
import { mailTranscript, type TranscriptAnswer } from "./mail-transcript.ts";
import type { Order } from "./perform.ts";

/** What a visitor asks that stands beside the logs: no chat's numbers answer it. */
type BesideChats = Extract<VisitorCommand, { type: "EditMyDetails" | "MailTranscript" }>;
export type ChatCommandOfVisitor = Exclude<VisitorCommand, BesideChats>;

export function isBesideChats(command: VisitorCommand): command is BesideChats {
  return command.type === "EditMyDetails" || command.type === "MailTranscript";
}

export function performBesideChats(
  context: ChatsContext,
  order: Order,
  visitorId: VisitorId,
  command: BesideChats,
): Promise<EditAnswer | TranscriptAnswer> {
  if (command.type === "MailTranscript") return mailTranscript(context, order, visitorId, command);
  return editMyDetails(context, order, visitorId, command.changes);
}
