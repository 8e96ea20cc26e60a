import { useEffect, useState } from "react";
import { useAgentState, useSession } from "../connection/AgentConnection.tsx";
import { RoomHeading } from "../ui/RoomHeading.tsx";
import { usePreference } from "../ui/use-preference.ts";
import { useWords } from "../words/Words.tsx";
import { FirstRun } from "./FirstRun.tsx";
import classes from "./Home.module.css";
import { Overview } from "./Overview.tsx";
import { Snippet } from "./Snippet.tsx";

export function HomePage() {
  const words = useWords();
  const { me } = useSession();
  const isFirstRun = useIsFirstRun();
  return (
    <div className={classes.page}>
      <div className={classes.column}>
        <RoomHeading className={classes.title}>{words.greeting(me.name)}</RoomHeading>
        {isFirstRun ? <FirstRun /> : <Overview />}
        <section className={classes.card}>
          <h2 className={classes.heading}>{words.snippetTitle}</h2>
          <Snippet />
        </section>
      </div>
    </div>
  );
}

/** Until a visitor has been here; the first one is still welcomed until this room is left. */
function useIsFirstRun(): boolean {
  const { accountId } = useSession().account;
  const [hadVisitors, setHadVisitors] = usePreference(`had-visitors:${accountId}`, false);
  const [hadNone] = useState(!hadVisitors);
  const [hasWaited, setWaited] = useState(false);
  const isKnown = useAgentState((state) => state.me !== null);
  const hasVisitors = useAgentState((state) => state.visitorsHere > 0);
  useEffect(() => {
    if (hasVisitors) setHadVisitors(true);
    else if (isKnown) setWaited(true);
  });
  return hadNone && (hasWaited || !hasVisitors);
}
