import type { RecordedVisitorEvent } from "@causerie/domain";
import type { Words } from "../words/en.ts";
import type { SystemEvent } from "./lines.ts";

/** Those whose line says the same to agents and to a visitor. */
type CommonEvent = Extract<
  RecordedVisitorEvent,
  {
    type:
      | "ChatStarted"
      | "AgentJoined"
      | "AgentLeft"
      | "AgentDisconnected"
      | "ChatTransferred"
      | "RatingRequested"
      | "ChatRated"
      | "RatingRemoved"
      | "CommentSubmitted"
      | "ContactDetailsUpdated"
      | "ChatEnded";
  }
>;

/** What a line of the log says that is no message. */
export function systemText(words: Words, event: SystemEvent, visitor: string): string {
  switch (event.type) {
    case "VisitorGone":
      return words.leftSite(visitor);
    case "VisitorBack":
      return words.cameBack(visitor);
    case "AgentInvited":
      return words.invited(event.by.name, event.agent.name);
    case "InvitationEnded":
      return words.invitationEnded[event.because](event.agent.name);
    case "TagsChanged":
      return words.tagsAre(event.agent.name, event.tags);
    case "OfflineMessageLeft":
      return words.messageLeft;
    case "OfflineMessageRead":
      return words.messageRead(event.agent.name);
    case "TeamChatStarted":
      return words.teamStarted(event.by.name);
    case "TeamMembersAdded":
      return words.teamAdded(
        event.by.name,
        event.added.map(({ name }) => name),
      );
    default:
      return commonText(words, event);
  }
}

export function commonText(words: Words, event: CommonEvent): string {
  switch (event.type) {
    case "ChatStarted":
      return words.chatStarted;
    case "AgentJoined":
      return words.joined(event.agent.name);
    case "AgentLeft":
      return words.left(event.agent.name);
    case "AgentDisconnected":
      return words.wasDisconnected(event.agent.name);
    case "ChatTransferred":
      return words.transferred(event.department.name);
    case "RatingRequested":
      return words.ratingRequested;
    case "ChatRated":
      return words.rated[event.rating];
    case "RatingRemoved":
      return words.ratingRemoved;
    case "CommentSubmitted":
      return words.commentSubmitted;
    case "ContactDetailsUpdated":
      return words.detailsUpdated;
    case "ChatEnded":
      return words.chatEnded;
    default:
      // A server newer than this page [VS4].
      event satisfies never;
      return "";
  }
}
