import type { AgentId } from "../ids.ts";
import type { TransferToDepartment } from "./commands.ts";
import type { AgentRef, ChatEvent } from "./events.ts";
import type { DepartmentFacts, Facts } from "./facts.ts";
import { refusalOfLength } from "./message-text.ts";
import { toTheEnd } from "./queue-number.ts";
import { accept, type Decision, type Refusal, refuse } from "./refusals.ts";
import { type ChatState, isAgentIn } from "./state.ts";

/** [TR1] [TR2] [TR3] [TR4] The whole chat goes: whoever else was in it leaves too [TR5]. */
export function transferToDepartment(
  state: ChatState,
  command: TransferToDepartment,
  facts: Facts,
): Decision<ChatEvent> {
  const { agent, department, remark, evenIfOffline } = command;
  if (state.status === "ended") return refuse({ reason: "chat-ended" });
  if (state.status !== "served" || !isAgentIn(state, agent.agentId)) return refuse({ reason: "not-in-chat" });
  const fault = refusalOfLength(remark) ?? refusalOf(facts.department, agent, state.excluded, evenIfOffline);
  if (fault) return refuse(fault);
  const excludesAgent = facts.department?.members.includes(agent.agentId) ?? false;
  const others = state.agents.filter(({ agentId }) => agentId !== agent.agentId);
  const events: ChatEvent[] = [
    { type: "ChatTransferred", agent, department, remark, excludesAgent },
    ...[agent, ...others].map((left): ChatEvent => ({ type: "AgentLeft", agent: left })),
  ];
  // One whose visitor has not written yet waits for that first [CH11].
  return accept(...events, ...(state.visitorHasWritten ? [toTheEnd(facts)] : []));
}

/** Who may be offered the chat there decides, not who is a member: an excluded colleague cannot take it [TR4]. */
function refusalOf(
  department: DepartmentFacts | null,
  { agentId }: AgentRef,
  excluded: readonly AgentId[],
  evenIfOffline: boolean,
): Refusal | null {
  if (!department?.isEnabled) return { reason: "department-unavailable" };
  const takers = department.online.filter((id) => id !== agentId && !excluded.includes(id));
  if (takers.length > 0) return null;
  if (department.online.includes(agentId)) return { reason: "only-online-agent" };
  if (evenIfOffline && department.mayBeOffline) return null;
  return { reason: "department-offline", mayGoOn: department.mayBeOffline };
}
