import { Button } from "@mantine/core";
import { useAgentClient, useAgentState } from "../connection/AgentConnection.tsx";
import classes from "../connection/ConnectionBanner.module.css";
import { useWords } from "../words/Words.tsx";

/** [ST8] Whoever was made away by their idle time-out is told, and comes back by one click. */
export function IdleNotice() {
  const words = useWords();
  const client = useAgentClient();
  const wasIdle = useAgentState((state) => state.wasIdle);
  const me = useAgentState((state) => state.me);
  return (
    <div role="status">
      {wasIdle && me && (
        <div className={classes.banner}>
          <strong>{words.idle.became(words.status[me.status])}</strong> {words.idle.why}
          <Button size="compact-xs" onClick={() => client.setStatus("online")}>
            {words.idle.goOnline}
          </Button>
        </div>
      )}
    </div>
  );
}
