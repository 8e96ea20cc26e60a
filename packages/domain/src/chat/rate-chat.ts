import type { RateChat, RequestRating, SubmitComment } from "./commands.ts";
import type { ChatEvent } from "./events.ts";
import type { Facts } from "./facts.ts";
import { refusalOfText } from "./message-text.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import { type ChatState, isAgentIn, isVisitorChat } from "./state.ts";

/** [RA1] [RA4] */
export function requestRating(state: ChatState, { agent }: RequestRating, facts: Facts): Decision<ChatEvent> {
  if (!facts.isRatingEnabled) return refuse({ reason: "rating-off" });
  if (state.status === "ended") return refuse({ reason: "chat-ended" });
  if (state.status !== "served" || !isAgentIn(state, agent.agentId)) return refuse({ reason: "not-in-chat" });
  return accept<ChatEvent>({ type: "RatingRequested", agent });
}

/** [RA1] [RA2] [RA3] In or after the chat, as often as the visitor likes. */
export function rateChat(state: ChatState, { rating }: RateChat, facts: Facts): Decision<ChatEvent> {
  if (!facts.isRatingEnabled) return refuse({ reason: "rating-off" });
  if (!isVisitorChat(state)) return refuse({ reason: "no-chat" });
  if (state.participants.length === 0) return refuse({ reason: "not-served-yet" });
  if (rating === state.rating) return refuse({ reason: "nothing-to-do" });
  return accept<ChatEvent>(rating === null ? { type: "RatingRemoved" } : { type: "ChatRated", rating });
}

/** [RA5] */
export function submitComment(state: ChatState, { text }: SubmitComment, facts: Facts): Decision<ChatEvent> {
  if (!facts.isRatingEnabled) return refuse({ reason: "rating-off" });
  const fault = refusalOfText(text);
  if (fault) return refuse(fault);
  if (!isVisitorChat(state)) return refuse({ reason: "no-chat" });
  if (state.rating === null) return refuse({ reason: "not-rated" });
  return accept<ChatEvent>({ type: "CommentSubmitted", text });
}
