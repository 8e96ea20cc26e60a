import type { AgentRef, Ender, Recorded, RecordedEvent, Sender } from "./events.ts";
import { agentsIn, type ChatState } from "./state.ts";
import type { RecordedVisitorEvent, VisitorEvent, VisitorView } from "./visitor-view.ts";

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
      return recorded(event, { type: event.type });
    case "AgentJoined":
    case "AgentLeft":
    case "AgentDisconnected":
      return recorded(event, { type: event.type, agent: visibleAgent(event.agent) });
    case "MessageSent":
      return recorded(event, {
        type: event.type,
        messageId: event.messageId,
        from: visibleSender(event.from),
        text: event.text,
      });
    case "ChatEnded":
      return recorded(event, { type: event.type, by: visibleEnder(event.by) });
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

/** The view that folding all visible events gives [VS3], made from the state at hand. */
export function visitorViewOf(state: ChatState): VisitorView {
  return { status: state.status, agents: agentsIn(state).map(visibleAgent) };
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
