import { Skeleton } from "@mantine/core";
import { IconMessageOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Late } from "../ui/Late.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./ChatWindow.module.css";

/** A chat that the server has not sent by then is not one that we may see. */
const ARRIVAL_MS = 3000;

/** A chat that was asked for and has not come. `children`: where to go instead. */
export function Awaited({ hint, children }: { hint: string; children: ReactNode }) {
  const words = useWords();
  const isOnline = useAgentState((state) => state.connection.kind === "online");
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isOnline) return;
    const timer = setTimeout(() => setLate(true), ARRIVAL_MS);
    return () => clearTimeout(timer);
  }, [isOnline]);
  if (!isLate) return <Bones />;
  return (
    <EmptyState icon={<IconMessageOff size={22} />} title={words.chatNotFound} hint={hint}>
      {children}
    </EmptyState>
  );
}

function Bones() {
  return (
    <Late>
      <div className={classes.bones}>
        <Skeleton height={22} width={180} />
        <Skeleton height={40} width="46%" mt={28} />
        <Skeleton height={56} width="58%" />
        <Skeleton height={40} width="40%" ml="auto" />
      </div>
    </Late>
  );
}

/** One with a visitor. */
export function AwaitedChat() {
  const words = useWords();
  return (
    <Awaited hint={words.chatNotFoundHint}>
      <Link to="/visitors" search={{}}>
        {words.visitors}
      </Link>
    </Awaited>
  );
}
