import { Link } from "@tanstack/react-router";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./KeptFromMe.module.css";

/** [TR6] Why nobody is offered a request that waits; by hand I may open it. */
export function KeptFromMe() {
  const words = useWords();
  const count = useAgentState((state) => state.queue.onlyExcluded);
  if (count === 0) return null;
  return (
    <p className={classes.kept} role="status">
      {words.keptFromMe(count)} <Link to="/visitors">{words.seeVisitors}</Link>
    </p>
  );
}
