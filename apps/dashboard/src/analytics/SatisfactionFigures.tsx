import type { Ratings, Satisfaction } from "@causerie/protocol";
import { IconChartBar } from "@tabler/icons-react";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./AnalyticsPage.module.css";
import { eachDay } from "./period.ts";
import { ShareTable } from "./ShareTable.tsx";
import { columnsOf, shareText } from "./share.ts";
import { Trend } from "./Trend.tsx";

type Props = { satisfaction: Satisfaction; first: string; last: string };

export function SatisfactionFigures({ satisfaction, first, last }: Props) {
  const { analyticsPage: words } = useWords();
  const { total, agents, departments, days } = satisfaction;
  if (total.good + total.bad === 0) return <NothingRated />;
  const all = eachDay({ first, last });
  return (
    <>
      <Total total={total} />
      {all.length > 1 && <Trend columns={columnsOf(all, days)} />}
      <div className={classes.tables}>
        <ShareTable
          title={words.byAgent}
          hint={words.byAgentHint}
          heading={words.agent}
          rows={agents.map((row) => ({ ...row, key: row.agentId, name: row.name ?? words.formerAgent }))}
        />
        <ShareTable
          title={words.byDepartment}
          heading={words.department}
          rows={departments.map((row) => ({
            ...row,
            key: row.departmentId ?? 0,
            name: row.departmentId === null ? words.noDepartment : (row.name ?? words.formerDepartment),
          }))}
        />
      </div>
    </>
  );
}

function NothingRated() {
  const { analyticsPage: words } = useWords();
  const isEnabled = useAgentState((state) => state.settings?.ratingEnabled ?? false);
  return (
    <EmptyState
      icon={<IconChartBar size={22} />}
      title={words.nothingRated}
      {...(isEnabled && { hint: words.nothingRatedHint })}
    />
  );
}

function Total({ total }: { total: Ratings }) {
  const words = useWords();
  const { good, bad } = total;
  const page = words.analyticsPage;
  return (
    <section className={classes.total} aria-label={page.satisfaction}>
      <p className={classes.share}>{shareText(total, words.locale)}</p>
      <div>
        <p className={classes.counts}>
          <strong>{page.rated(good + bad)}</strong>
          <span className={classes.good}>
            {words.ratings.good} {good.toLocaleString(words.locale)}
          </span>
          <span className={classes.bad}>
            {words.ratings.bad} {bad.toLocaleString(words.locale)}
          </span>
        </p>
        <p className={classes.hint}>{page.meaning}</p>
      </div>
    </section>
  );
}
