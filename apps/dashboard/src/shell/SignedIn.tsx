import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { AgentClientProvider } from "../connection/AgentConnection.tsx";
import { Shell } from "./Shell.tsx";

const route = getRouteApi("/signed-in");

/** Everything behind the sign-in: one client, one frame, the rooms in it. */
export function SignedIn() {
  const { client, session } = route.useRouteContext();
  const value = useMemo(() => ({ client, session }), [client, session]);
  return (
    <AgentClientProvider value={value}>
      <Shell />
    </AgentClientProvider>
  );
}
