import type { TeamSearchAnswer } from "@causerie/protocol";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { ask } from "../ui/ask.ts";
import { Late } from "../ui/Late.tsx";
import { exact, timeOfDay } from "../ui/time.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./Team.module.css";

const SHORTEST = 2;
const PAUSE_MS = 250;

/** [TE6] What was written in my chats with colleagues. */
export function FoundMessages({ search }: { search: string }) {
  const words = useWords();
  const title = useId();
  const [wanted] = useDebouncedValue(search.trim(), PAUSE_MS);
  const { data, isFetching, isError } = useQuery({
    queryKey: ["team-search", wanted],
    queryFn: () => ask<TeamSearchAnswer>("GET", `/dashboard-api/team/search?q=${encodeURIComponent(wanted)}`),
    enabled: wanted.length >= SHORTEST,
    staleTime: 5_000,
  });
  if (wanted.length < SHORTEST) return null;
  return (
    <section aria-labelledby={title} aria-busy={isFetching}>
      <h2 id={title} className={classes.listTitle}>
        {words.team.messages}
      </h2>
      {isError && <p className={classes.none}>{words.httpErrors.unreachable(null)}</p>}
      {isFetching && !data && (
        <Late>
          <p className={classes.none}>{words.team.searching}</p>
        </Late>
      )}
      {data?.messages.length === 0 && <p className={classes.none}>{words.team.nothingFound}</p>}
      <ul className={classes.list}>
        {data?.messages.map((message) => (
          <Found key={`${message.chatId} ${message.seq}`} message={message} />
        ))}
      </ul>
    </section>
  );
}

function Found({ message }: { message: TeamSearchAnswer["messages"][number] }) {
  const { locale } = useWords();
  return (
    <li className={classes.entry}>
      <span className={classes.dot} aria-hidden />
      <Link
        to="/team/groups/$chatId"
        params={{ chatId: message.chatId }}
        search={{ at: message.seq }}
        className={classes.link}
      >
        <bdi className={classes.name}>{message.from}</bdi>
      </Link>
      <time
        className={classes.when}
        dateTime={new Date(message.at).toISOString()}
        title={exact(message.at, locale)}
      >
        {timeOfDay(message.at, locale)}
      </time>
      <bdi className={classes.about}>{message.excerpt}</bdi>
    </li>
  );
}
