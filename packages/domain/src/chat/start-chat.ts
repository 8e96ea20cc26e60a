import type { StartChat } from "./commands.ts";
import type { ChatEvent } from "./events.ts";
import { refusalOfContent, saying } from "./message-text.ts";
import { accept, type Decision, refuse } from "./refusals.ts";
import { type ChatState, isAgentIn } from "./state.ts";

/** [CH6] [CH7] The agent joins with the first message. */
export function startChat(state: ChatState, command: StartChat): Decision<ChatEvent> {
  const { agent, visitor, messageId } = command;
  const fault = refusalOfContent(command);
  if (fault) return refuse(fault);
  const message = saying({ kind: "agent", ...agent }, messageId, command);
  const joined = { type: "AgentJoined", agent } as const;
  switch (state.status) {
    case "not-started":
      return accept<ChatEvent>(
        { type: "ChatStarted", by: "agent", visitor, departmentId: null },
        joined,
        message,
      );
    case "waiting":
    case "unattended":
      return accept<ChatEvent>(joined, message);
    case "served":
      if (isAgentIn(state, agent.agentId)) return accept<ChatEvent>(message);
      return refuse({ reason: "already-served", by: state.agents.map(({ name }) => name) });
    case "ended":
    case "offline-message":
    case "team":
      return refuse({ reason: "chat-ended" });
  }
}
