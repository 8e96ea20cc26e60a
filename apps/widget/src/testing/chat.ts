import type { VisitorChat } from "@causerie/client";
import {
  evolveVisitorView,
  initialVisitorView,
  type RecordedVisitorEvent,
  type VisitorEvent,
} from "@causerie/domain/visitor-view";

export type Sent = Extract<VisitorEvent, { type: "MessageSent" }>;
type AgentRef = Extract<VisitorEvent, { type: "AgentJoined" }>["agent"];

// Branded ids are given by the server alone: here stands a test in its place.
export const marie = { agentId: 1, name: "Marie" } as AgentRef;
export const paul = { agentId: 2, name: "Paul" } as AgentRef;

export function fromVisitor(messageId: string, text = messageId): Sent {
  return { type: "MessageSent", messageId, from: { kind: "visitor" }, text };
}

export function fromAgent(agent: AgentRef, messageId: string, text = messageId): Sent {
  return { type: "MessageSent", messageId, from: { kind: "agent", ...agent }, text };
}

export type SentFile = Extract<VisitorEvent, { type: "FileSent" }>;

export function fileFrom(agent: AgentRef, messageId: string, name = `${messageId}.pdf`): SentFile {
  // Branded as above.
  const file = {
    fileId: messageId,
    name,
    mime: "application/pdf",
    sizeBytes: 7,
    image: null,
  } as SentFile["file"];
  return { type: "FileSent", messageId, from: { kind: "agent", ...agent }, file };
}

/** A chat of these events, each at its time, numbered from 1. */
export function chatOf(
  events: readonly (VisitorEvent & { at?: number })[],
  chatId = "2611.1.a",
): VisitorChat {
  const entries = events.map((event, place): RecordedVisitorEvent => ({ at: 0, ...event, seq: place + 1 }));
  return {
    chatId,
    upTo: entries.length,
    view: entries.reduce(evolveVisitorView, initialVisitorView),
    entries,
    hasOlder: false,
    loadingOlder: false,
    typing: [],
  };
}
