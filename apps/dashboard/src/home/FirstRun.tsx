import { Button } from "@mantine/core";
import { IconConfetti } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./Home.module.css";

export function FirstRun() {
  const words = useWords();
  const visitors = useAgentState((state) => state.visitorsHere);
  return (
    <div role="status" className={classes.first} data-here={visitors > 0 || undefined}>
      {visitors > 0 ? <Here /> : <Waiting text={words.waitingForVisitor} />}
    </div>
  );
}

function Waiting({ text }: { text: string }) {
  return (
    <>
      <span className={classes.pulse} aria-hidden />
      {text}
    </>
  );
}

function Here() {
  const words = useWords();
  return (
    <>
      <IconConfetti size={20} aria-hidden />
      {words.firstVisitorHere}
      <Button className={classes.end ?? ""} renderRoot={(props) => <Link to="/visitors" {...props} />}>
        {words.seeVisitors}
      </Button>
    </>
  );
}
