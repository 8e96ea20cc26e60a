import type { AgentClient } from "@causerie/client/agent";
import { agentsIn, isBeingHandedOver, isOpen, type OpenChat, type Waiting } from "@causerie/domain";
import type { Agent } from "./agent.ts";
import type { Department } from "./colleagues.ts";
import type { Store } from "./store.ts";
import { type Violation, violation } from "./violations.ts";
import type { Visitor } from "./visitor.ts";

type People = {
  visitors: readonly Visitor[];
  agents: readonly Agent[];
  departments: readonly Department[];
};
type Request = { chatId: string; state: Waiting };

/** Nobody waits in vain: every open chat has somebody, and every dashboard says what waits for it. */
export function checkService(store: Store, people: People): Violation[] {
  const open = [...store.chats.values()].flatMap(({ chatId, state }) =>
    isOpen(state) ? [{ chatId, state }] : [],
  );
  const waiting = open.flatMap(({ chatId, state }) =>
    state.status === "waiting" ? [{ chatId, state }] : [],
  );
  const here = people.agents.filter(({ isHere }) => isHere);
  return [
    ...open.flatMap(({ chatId, state }) => strandedAt(chatId, state, here)),
    ...waiting.flatMap((request) => unofferedAt(request, people, here)),
    ...here.flatMap((agent) =>
      agent.tabs.flatMap(({ tab, client }) => [
        ...checkQueue(tab.label, client, agent.agentId, waiting, people.departments),
        ...checkWhoIsThere(tab.label, client, people),
      ]),
    ),
  ];
}

/** Ended, served by somebody who is there, in the queue, or kept for the one whom it was handed to. */
function strandedAt(chatId: string, state: OpenChat, here: readonly Agent[]): Violation[] {
  const isThere = (agentId: number) => here.some((agent) => agent.agentId === agentId);
  switch (state.status) {
    case "waiting":
      return [];
    case "served":
      return agentsIn(state).some(({ agentId }) => isThere(agentId))
        ? []
        : [violation("CH10", `stranded: served by nobody who is there`, chatId)];
    case "unattended": {
      const isKept =
        isBeingHandedOver(state) && state.invitations.some(({ agent }) => isThere(agent.agentId));
      return isKept ? [] : [violation("CH8", `stranded: everybody has left it`, chatId)];
    }
  }
}

/** [QU5] [TR6] Somebody who is there is offered it, or told that it is kept from them alone. */
function unofferedAt(
  { chatId, state }: Request,
  { departments }: People,
  here: readonly Agent[],
): Violation[] {
  const isConcern = here.some(({ agentId }) => concerns(agentId, state, departments));
  return isConcern ? [] : [violation("QU5", `stranded: waits, and nobody there is offered it`, chatId)];
}

function checkQueue(
  label: string,
  client: AgentClient,
  agentId: number,
  waiting: readonly Request[],
  departments: readonly Department[],
): Violation[] {
  const { queue } = client.state;
  const offered = waiting
    .filter(({ state }) => concerns(agentId, state, departments) && !isExcluded(agentId, state))
    .sort((one, other) => one.state.queueNumber - other.state.queueNumber);
  const oldest = offered[0]?.chatId ?? null;
  if (queue.count === offered.length && (queue.oldest?.chatId ?? null) === oldest) return [];
  const shown = `${queue.count}, ${queue.oldest?.chatId ?? "none"} first`;
  return [
    violation(
      "QU5",
      `${label} is offered ${shown}; should be ${offered.length}, ${oldest ?? "none"}`,
      oldest,
    ),
  ];
}

function concerns(agentId: number, { departmentId }: Waiting, departments: readonly Department[]): boolean {
  const department = departments.find((one) => one.departmentId === departmentId);
  return department === undefined || department.members.includes(agentId);
}

function isExcluded(agentId: number, { excluded }: Waiting): boolean {
  return excluded.some((one) => one === agentId);
}

/** Agents by their leases, visitors by what the nodes tell one another. */
function checkWhoIsThere(label: string, client: AgentClient, { visitors, agents }: People): Violation[] {
  const { colleagues, visitorsHere } = client.state;
  const present = visitors.filter(({ isHere }) => isHere).length;
  const wrong = agents.filter(
    ({ agentId, isHere }) => colleagues.find((one) => one.agentId === agentId)?.connected !== isHere,
  );
  return [
    ...(wrong.length === 0
      ? []
      : [
          violation(
            "ST4",
            `${label} is wrong about who is there: ${wrong.map(({ name }) => name).join(" ")}`,
          ),
        ]),
    ...(visitorsHere === present
      ? []
      : [violation("VI1", `${label} counts ${visitorsHere} visitors, and ${present} are there`)]),
  ];
}
