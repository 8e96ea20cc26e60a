import type { AgentClient, AgentClientState } from "@causerie/client";
import { connectAgent } from "@causerie/client/agent";
import { browserEnvironment } from "@causerie/client/browser";
import { AGENT_SOCKET_PATH } from "@causerie/protocol/paths";
import { createContext, use, useCallback, useSyncExternalStore } from "react";
import type { SignedIn } from "../session/session.ts";

/** The one connection of this tab. It outlives every room, and ends with the session. */
export type AgentConnection = {
  of(session: SignedIn): AgentClient;
  end(): void;
};

export function createAgentConnection(): AgentConnection {
  let current: { agentId: number; client: AgentClient } | null = null;
  const end = () => {
    current?.client.close();
    current = null;
  };
  return {
    of({ me: { agentId }, account: { accountId } }) {
      // "Refused" is final for a client: a session after it needs a new one.
      const usable = current?.agentId === agentId && current.client.state.connection.kind !== "stopped";
      if (current && usable) return current.client;
      end();
      const client = connect(accountId);
      current = { agentId, client };
      return client;
    },
    end,
  };
}

function connect(account: number): AgentClient {
  const url = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${AGENT_SOCKET_PATH}`;
  return connectAgent({ url, account, environment: browserEnvironment({ storagePrefix: "causerie:" }) });
}

const ClientContext = createContext<{ client: AgentClient; session: SignedIn } | null>(null);
export const AgentClientProvider = ClientContext.Provider;

function useSignedIn() {
  const value = use(ClientContext);
  if (!value) throw new Error("Only the rooms behind the sign-in have a client");
  return value;
}

export function useAgentClient(): AgentClient {
  return useSignedIn().client;
}

export function useSession(): SignedIn {
  return useSignedIn().session;
}

/** A part of the client's state. `select` must return what the state holds, not something made anew. */
export function useAgentState<Part>(select: (state: AgentClientState) => Part): Part {
  const client = useAgentClient();
  const subscribe = useCallback((listener: () => void) => client.subscribe(listener), [client]);
  return useSyncExternalStore(subscribe, () => select(client.state));
}
