import { useId } from "react";
import { useWords } from "../words/Words.tsx";
import classes from "./AnalyticsPage.module.css";
import { dateOf } from "./period.ts";
import { type Column, shareText } from "./share.ts";

/** Bars for the eye; the same figures stand in a table below. */
export function Trend({ columns }: { columns: readonly Column[] }) {
  const { analyticsPage: words } = useWords();
  const id = useId();
  const isByDay = columns.every(({ first, last }) => first === last);
  return (
    <section aria-labelledby={id} className={classes.card}>
      <h3 id={id} className={classes.subsection}>
        {isByDay ? words.trend : words.weeks}
      </h3>
      <Bars columns={columns} />
      <details className={classes.details}>
        <summary>{words.asTable}</summary>
        <TrendTable columns={columns} heading={isByDay ? words.day : words.week} labelledBy={id} />
      </details>
    </section>
  );
}

function Bars({ columns }: { columns: readonly Column[] }) {
  const name = useColumnName();
  const { ratings, locale } = useWords();
  const most = Math.max(1, ...columns.map(({ good, bad }) => good + bad));
  const [first, last] = [columns[0], columns.at(-1)];
  return (
    <div className={classes.chart} aria-hidden>
      <span className={classes.most}>{most.toLocaleString(locale)}</span>
      <div className={classes.bars}>
        {columns.map((column) => (
          <span
            key={column.first}
            className={classes.column}
            title={`${name(column)}\n${ratings.good} ${column.good}, ${ratings.bad} ${column.bad}`}
          >
            <span className={classes.bad_part} style={{ height: `${(column.bad / most) * 100}%` }} />
            <span className={classes.good_part} style={{ height: `${(column.good / most) * 100}%` }} />
          </span>
        ))}
      </div>
      <div className={classes.ends}>
        <span>{first && name(first)}</span>
        <span>{last && name(last)}</span>
      </div>
    </div>
  );
}

type TableProps = { columns: readonly Column[]; heading: string; labelledBy: string };

function TrendTable({ columns, heading, labelledBy }: TableProps) {
  const words = useWords();
  const name = useColumnName();
  const rated = columns.filter(({ good, bad }) => good + bad > 0);
  return (
    <table className={classes.table} aria-labelledby={labelledBy}>
      <thead>
        <tr>
          <th scope="col">{heading}</th>
          <th scope="col">{words.analyticsPage.satisfaction}</th>
          <th scope="col">{words.ratings.good}</th>
          <th scope="col">{words.ratings.bad}</th>
        </tr>
      </thead>
      <tbody>
        {rated.map((column) => (
          <tr key={column.first}>
            <th scope="row">{name(column)}</th>
            <td>{shareText(column, words.locale)}</td>
            <td>{column.good.toLocaleString(words.locale)}</td>
            <td>{column.bad.toLocaleString(words.locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useColumnName(): (column: Column) => string {
  const { locale } = useWords();
  const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
  return ({ first, last }) => format.formatRange(dateOf(first), dateOf(last));
}
