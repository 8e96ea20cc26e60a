import type { EarlierVisit } from "@causerie/protocol";
import { elapsed } from "../ui/time.ts";
import { When } from "../ui/When.tsx";
import { PageLink } from "../visitors/PageLink.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./InfoPanel.module.css";

export function EarlierVisits({ visits }: { visits: readonly EarlierVisit[] }) {
  const words = useWords();
  return (
    <section>
      <h3 className={classes.title}>{words.earlierVisits}</h3>
      {visits.length === 0 && <p className={classes.none}>{words.noEarlierVisits}</p>}
      <ul className={classes.visits}>
        {visits.map(({ startedAt, durationMs, pages, landing }) => (
          <li key={startedAt}>
            <When at={startedAt} />
            <span className={classes.sum}>
              {words.pagesSeen(pages)} · {elapsed(durationMs, words.locale)}
            </span>
            <PageLink page={landing} />
          </li>
        ))}
      </ul>
    </section>
  );
}
