import type {
  AgentRef,
  ContactDetailsUpdated,
  Ender,
  FileRef,
  Recorded,
  RecordedEvent,
  Sender,
} from "./events.ts";
import { agentsIn, type ChatState, isVisitorChat } from "./state.ts";
import {
  initialVisitorView,
  type RecordedVisitorEvent,
  type VisitorEvent,
  type VisitorView,
} from "./visitor-view.ts";

export type Audience = "agent" | "visitor";

/**
 * The only door from the log to a socket. Whose chat it is was checked when the socket asked for it;
 * this says what of that chat the audience may see: the event, a part of it, or nothing (null).
 */
export function visibleTo(audience: "agent", event: RecordedEvent): RecordedEvent;
export function visibleTo(audience: "visitor", event: RecordedEvent): RecordedVisitorEvent | null;
export function visibleTo(
  audience: Audience,
  event: RecordedEvent,
): RecordedEvent | RecordedVisitorEvent | null;
export function visibleTo(audience: Audience, event: RecordedEvent) {
  switch (audience) {
    case "agent":
      return event;
    case "visitor":
      return visibleToVisitor(event);
  }
}

/** Every field that leaves is named, nested ones too: one added later stays inside until it is added here. */
function visibleToVisitor(event: RecordedEvent): RecordedVisitorEvent | null {
  switch (event.type) {
    case "ChatStarted":
      return recorded(event, { type: event.type, by: event.by });
    case "ChatQueued":
    case "RatingRemoved":
      return recorded(event, { type: event.type });
    case "AgentJoined":
    case "AgentLeft":
    case "AgentDisconnected":
    case "RatingRequested":
      return recorded(event, { type: event.type, agent: visibleAgent(event.agent) });
    case "MessageSent":
      return recorded(event, {
        type: event.type,
        messageId: event.messageId,
        from: visibleSender(event.from),
        text: event.text,
      });
    case "FileSent":
      return recorded(event, {
        type: event.type,
        messageId: event.messageId,
        from: visibleSender(event.from),
        file: visibleFile(event.file),
      });
    case "ChatTransferred": {
      const { departmentId, name } = event.department;
      return recorded(event, { type: event.type, department: { departmentId, name } });
    }
    case "ChatRated":
      return recorded(event, { type: event.type, rating: event.rating });
    case "CommentSubmitted":
      return recorded(event, { type: event.type, text: event.text });
    case "ContactDetailsUpdated":
      return visibleDetails(event);
    case "ChatEnded":
      return recorded(event, { type: event.type, by: visibleEnder(event.by) });
    case "OfflineMessageLeft":
      return recorded(event, { type: event.type, messageId: event.messageId, text: event.text });
    // Among agents.
    case "NoteWritten":
    case "AgentInvited":
    case "InvitationEnded":
    case "TagsChanged":
    case "OfflineMessageRead":
    case "TeamChatStarted":
    case "TeamMembersAdded":
    case "VisitorGone":
    case "VisitorBack":
      return null;
    default:
      event satisfies never;
      return null;
  }
}

function recorded(event: RecordedEvent, visible: VisitorEvent): Recorded<VisitorEvent> {
  return { seq: event.seq, at: event.at, ...visible };
}

/** The notes about a visitor are none of their own details [DE3]. */
function visibleDetails(event: Recorded<ContactDetailsUpdated>): RecordedVisitorEvent | null {
  const changed = event.changed.filter((field) => field !== "notes");
  return changed.length === 0
    ? null
    : recorded(event, { type: event.type, by: visibleSender(event.by), changed });
}

/** The view that folding all visible events gives [VS3], made from the state at hand. */
export function visitorViewOf(state: ChatState): VisitorView {
  if (state.status === "offline-message") return { ...initialVisitorView, status: state.status };
  // No visitor has a socket to a chat among colleagues; were one asked for, it would look like none.
  if (!isVisitorChat(state)) return initialVisitorView;
  return {
    status: state.status,
    agents: agentsIn(state).map(visibleAgent),
    wasServed: state.participants.length > 0,
    rating: state.rating,
    comment: state.comment,
    isRatingRequested: state.isRatingRequested,
  };
}

function visibleFile({ fileId, name, mime, sizeBytes, image }: FileRef): FileRef {
  return {
    fileId,
    name,
    mime,
    sizeBytes,
    image: image && { width: image.width, height: image.height },
  };
}

function visibleEnder(by: Ender): Ender {
  return by.kind === "time-out" ? { kind: by.kind, because: by.because } : visibleSender(by);
}

function visibleSender(from: Sender): Sender {
  return from.kind === "agent" ? { kind: from.kind, ...visibleAgent(from) } : { kind: from.kind };
}

/** Types let a whole agent pass for an `AgentRef`, e-mail and all. */
function visibleAgent({ agentId, name }: AgentRef): AgentRef {
  return { agentId, name };
}
