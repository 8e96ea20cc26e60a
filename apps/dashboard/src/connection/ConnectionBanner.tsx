import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { sessionQuery } from "../session/session.ts";
import { useNow } from "../ui/clock.ts";
import { useWords } from "../words/Words.tsx";
import { useAgentState } from "./AgentConnection.tsx";
import classes from "./ConnectionBanner.module.css";

/** Says at once what is wrong and what is being done; nothing while all is well. */
export function ConnectionBanner() {
  const connection = useAgentState((state) => state.connection);
  return (
    <div role="status">
      {connection.kind === "lost" && <Lost retryAt={connection.retryAt} />}
      {connection.kind === "stopped" && connection.because === "too-old" && <TooOld />}
      {connection.kind === "stopped" && connection.because === "refused" && <Refused />}
    </div>
  );
}

function Lost({ retryAt }: { retryAt: number }) {
  const words = useWords();
  const seconds = Math.ceil((retryAt - useNow()) / 1000);
  const doing = seconds > 1 ? words.retryIn(seconds) : words.reconnecting;
  return (
    <div className={classes.banner}>
      <strong>{words.lost}</strong>{" "}
      <span aria-live="off">{navigator.onLine ? doing : words.browserOffline}</span> {words.nothingLost}
    </div>
  );
}

function TooOld() {
  const words = useWords();
  return <Reload title={words.tooOldTitle} hint={words.tooOld} />;
}

function Reload({ title, hint }: { title: string; hint: string }) {
  const words = useWords();
  return (
    <div className={classes.banner}>
      <strong>{title}</strong> {hint}
      <Button size="compact-xs" onClick={() => location.reload()}>
        {words.reload}
      </Button>
    </div>
  );
}

/** Signed out elsewhere, most likely: ask. Where the session still holds, only a reload can help. */
function Refused() {
  const words = useWords();
  const queryClient = useQueryClient();
  const router = useRouter();
  const [isStillSignedIn, setStillSignedIn] = useState(false);
  useEffect(() => {
    const ask = async () => {
      const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
      if (session.state === "signed-in") setStillSignedIn(true);
      else await router.invalidate();
    };
    ask().catch(() => setStillSignedIn(true));
  }, [queryClient, router]);
  return isStillSignedIn ? <Reload title={words.closedByServer} hint={words.closedByServerHint} /> : null;
}
