import { Link } from "@tanstack/react-router";
import { Awaited } from "../chats/Awaited.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./Team.module.css";

export function TeamWait({ name }: { name: string | null }) {
  const words = useWords();
  return (
    <section className={classes.chat} aria-label={name ?? words.team.room}>
      <Awaited hint={words.team.notFoundHint}>
        <Link to="/team">{words.team.room}</Link>
      </Awaited>
    </section>
  );
}
