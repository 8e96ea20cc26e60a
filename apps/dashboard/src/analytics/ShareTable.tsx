import type { Ratings } from "@causerie/protocol";
import { useId } from "react";
import { useWords } from "../words/Words.tsx";
import classes from "./AnalyticsPage.module.css";
import { shareOf, shareText } from "./share.ts";

type Row = Ratings & { key: number; name: string };
type Props = { title: string; hint?: string; heading: string; rows: readonly Row[] };

/** A name, its share as a bar and a figure, and what that is made of. */
export function ShareTable({ title, hint, heading, rows }: Props) {
  const words = useWords();
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.card}>
      <h3 id={id} className={classes.subsection}>
        {title}
      </h3>
      {hint && <p className={classes.hint}>{hint}</p>}
      <table className={classes.table} aria-labelledby={id}>
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            <th scope="col">{words.analyticsPage.satisfaction}</th>
            <th scope="col">{words.ratings.good}</th>
            <th scope="col">{words.ratings.bad}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <bdi>{row.name}</bdi>
              </th>
              <td>
                <span className={classes.bar} aria-hidden>
                  <span style={{ width: `${(shareOf(row) ?? 0) * 100}%` }} />
                </span>
                {shareText(row, words.locale)}
              </td>
              <td>{row.good.toLocaleString(words.locale)}</td>
              <td>{row.bad.toLocaleString(words.locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
