import { expect, test } from "vitest";
import { minutes, noon } from "../testing/builders.ts";
import { given, stateAfter } from "../testing/given.ts";
import { chats, type RowsOf, type Status } from "../testing/outcomes.ts";
import { parting, presence, talking } from "../testing/outcomes-of-conversation.ts";
import { details, offline, rating } from "../testing/outcomes-of-details.ts";
import { answering, colleagues, handingOn } from "../testing/outcomes-of-teamwork.ts";
import type { ChatCommand } from "./commands.ts";
import type { Refusal } from "./refusals.ts";

/** Every command; on every status, that is. */
const matrix: RowsOf<ChatCommand["type"]> = {
  ...talking,
  ...parting,
  ...presence,
  ...handingOn,
  ...answering,
  ...colleagues,
  ...rating,
  ...details,
  ...offline,
};

// Every status is a key of both records.
const statuses = Object.keys(chats) as Status[];
const cases = Object.values(matrix)
  .flat()
  .flatMap((row) => statuses.map((status) => ({ ...row, type: row.command.type, status })));

test.each(cases)(
  "[CH16] $type $who on a chat that is $status",
  ({ command, context = [], facts, status, ...row }) => {
    const past = [...chats[status], ...context];
    expect(stateAfter(past).status).toBe(status);
    const attempt = given(...past).when(command, { now: noon + minutes(30), ...facts });
    const outcome = row[status];
    if (Array.isArray(outcome)) attempt.thenEvents(...outcome);
    else attempt.thenRefused(typeof outcome === "string" ? bare(outcome) : outcome);
  },
);

/** The refusals that say no more than their reason. */
function bare(reason: Refusal["reason"]): Refusal {
  return { reason } as Refusal;
}
