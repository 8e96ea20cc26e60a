import type { AgentId, AgentRef, DepartmentId } from "@causerie/domain";
import type { AgentCommand } from "@causerie/protocol";
import { departmentFacts, isConnected } from "./claim-facts.ts";
import type { ChatsContext } from "./context.ts";
import type { Answer, Order } from "./perform.ts";

type Command<Type extends AgentCommand["type"]> = Extract<AgentCommand, { type: Type }>;

/** [TR1] */
export async function transferToDepartment(
  { claim, departments, accounts, now }: ChatsContext,
  order: Order,
  agent: AgentRef,
  { chatId, departmentId, remark, evenIfOffline }: Command<"TransferToDepartment">,
): Promise<Answer> {
  const { accountId } = order;
  const all = await departments.listWithMembers(accountId);
  const known = all.find((department) => department.departmentId === departmentId);
  const department = { departmentId: departmentId as DepartmentId, name: known?.name ?? "" };
  const mayBeOffline = accounts.settingsOf(accountId).offlineTransfers;
  return claim.onChat(
    order,
    chatId,
    { type: "TransferToDepartment", agent, department, remark, evenIfOffline },
    {
      facts: async (client) => ({
        department: await departmentFacts(client, accountId, department.departmentId, {
          now: now(),
          mayBeOffline,
        }),
      }),
    },
  );
}

/** [IN1] [IN3] */
export async function inviteAgent(
  { claim, agents, now }: ChatsContext,
  order: Order,
  by: AgentRef,
  { chatId, email, andLeave }: Command<"InviteAgent">,
): Promise<Answer> {
  const wanted = email.trim().toLowerCase();
  const all = await agents.list(order.accountId);
  const invitee = all.find((agent) => agent.enabled && agent.email.toLowerCase() === wanted);
  if (!invitee) return { ok: false, refusal: { reason: "unknown-agent" } };
  const { displayName: name } = invitee;
  // The id comes from the agents' own table.
  const agentId = invitee.agentId as AgentId;
  return claim.onChat(
    order,
    chatId,
    { type: "InviteAgent", by, invitee: { agentId, name }, andLeave },
    { facts: async (client) => ({ isInviteeConnected: await isConnected(client, agentId, now()) }) },
  );
}
