import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { HttpFailure } from "../ui/ask.ts";
import { Late } from "../ui/Late.tsx";
import { RoomHeading } from "../ui/RoomHeading.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./AnalyticsPage.module.css";
import { Comments } from "./Comments.tsx";
import { PeriodPicker } from "./PeriodPicker.tsx";
import { daysOf } from "./period.ts";
import { RatingOff } from "./RatingOff.tsx";
import { SatisfactionFigures } from "./SatisfactionFigures.tsx";
import { satisfactionQuery } from "./satisfaction.ts";

const route = getRouteApi("/signed-in/analytics");

/** How satisfied visitors are: the first page of the figures [RA11]. */
export function AnalyticsPage() {
  const words = useWords();
  const search = route.useSearch();
  const settings = useAgentState((state) => state.settings);
  const days = daysOf(search, Date.now());
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <RoomHeading className={classes.title}>{words.analytics}</RoomHeading>
        <PeriodPicker search={search} />
      </header>
      <div className={classes.content}>
        <h2 className={classes.section}>{words.analyticsPage.satisfaction}</h2>
        {settings && !settings.ratingEnabled && <RatingOff />}
        {days ? (
          <Report key={`${days.first} ${days.last}`} {...days} />
        ) : (
          <p className={classes.hint}>{words.analyticsPage.chooseDays}</p>
        )}
      </div>
    </div>
  );
}

function Report({ first, last }: { first: string; last: string }) {
  const words = useWords();
  const { data, error } = useQuery(satisfactionQuery({ first, last }));
  if (error && !data) {
    const code = error instanceof HttpFailure ? error.code : "unreachable";
    return <p role="alert">{words.httpErrors[code](null)}</p>;
  }
  if (!data) return <Bones />;
  return (
    <>
      <SatisfactionFigures satisfaction={data} first={first} last={last} />
      {data.total.good + data.total.bad > 0 && <Comments first={first} last={last} />}
    </>
  );
}

function Bones() {
  return (
    <Late>
      <Skeleton height={84} width={260} mb={20} />
      <Skeleton height={150} mb={20} />
      <Skeleton height={120} />
    </Late>
  );
}
