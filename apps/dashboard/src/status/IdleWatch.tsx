import { useIdle } from "@mantine/hooks";
import { useEffect } from "react";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";

/** [ST7] Tells the server when nothing is touched here for my idle time-out; it knows my other dashboards. */
export function IdleWatch() {
  const minutes = useAgentState((state) => state.me?.idleTimeout?.afterMinutes);
  return minutes === undefined ? null : <Watch key={minutes} minutes={minutes} />;
}

function Watch({ minutes }: { minutes: number }) {
  const client = useAgentClient();
  const isIdle = useIdle(minutes * 60_000, { initialState: false });
  useEffect(() => {
    if (!isIdle) return;
    client.setIdle(true);
    return () => client.setIdle(false);
  }, [client, isIdle]);
  return null;
}
