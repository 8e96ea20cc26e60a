import {
  type RatingComments,
  RatingCommentsQuery,
  type Satisfaction,
  SatisfactionQuery,
} from "@causerie/protocol";
import type { Pool } from "pg";
import type { SignIn } from "../accounts/index.ts";
import { type Agents, agentOf, dashboardRoutes } from "../agents/index.ts";
import type { Config } from "../platform/config.ts";
import type { HttpRoutes } from "../platform/http/app.ts";
import { HttpRefusal } from "../platform/http/refusal.ts";
import { errorCode } from "../platform/sql/error-code.ts";
import { type Period, ratingComments, satisfactionOf } from "./store.ts";

/** A year, whichever way its days and hours are counted. */
const LONGEST_MS = 367 * 24 * 3_600_000;
/** https://www.postgresql.org/docs/18/errcodes-appendix.html: "invalid_parameter_value" */
const UNKNOWN_TIME_ZONE = "22023";

type Deps = Readonly<{
  config: Pick<Config, "publicUrl">;
  agents: Agents;
  signIn: SignIn;
  /** A pool of its own, with a time-out: what scans never delays a message. */
  reports: Pool;
}>;

/** What agents read of their ratings. Types and answers: packages/protocol/src/satisfaction.ts. */
export function analyticsRoutes(deps: Deps): HttpRoutes {
  return dashboardRoutes(deps, (app) => {
    app.get(
      "/satisfaction",
      { schema: { querystring: SatisfactionQuery } },
      async (request): Promise<Satisfaction> => {
        const period = periodOf(request.query);
        const { timeZone } = request.query;
        if (!isTimeZone(timeZone)) throw wrongTimeZone();
        const { accountId } = agentOf(request);
        return await satisfactionOf(deps.reports, accountId, period, timeZone).catch(refuseTimeZone);
      },
    );
    app.get(
      "/satisfaction/comments",
      { schema: { querystring: RatingCommentsQuery } },
      async (request): Promise<RatingComments> => {
        const { accountId } = agentOf(request);
        return ratingComments(deps.reports, accountId, periodOf(request.query), request.query.before ?? null);
      },
    );
  });
}

function periodOf({ from, to }: Period): Period {
  if (to <= from) throw new HttpRefusal("invalid", "to: must be later than from.", { field: "to" });
  if (to - from <= LONGEST_MS) return { from, to };
  throw new HttpRefusal("invalid", "from: the period may be a year long at most.", { field: "from" });
}

/** PostgreSQL looks at it only where there are days to name. */
function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }) !== null;
  } catch {
    return false;
  }
}

/** The browser's list of zones may be newer than PostgreSQL's. */
function refuseTimeZone(error: unknown): never {
  throw errorCode(error) === UNKNOWN_TIME_ZONE ? wrongTimeZone() : error;
}

function wrongTimeZone(): HttpRefusal {
  return new HttpRefusal("invalid", "timeZone: must be a name such as Europe/Paris.", { field: "timeZone" });
}
