import Type, { type Static } from "typebox";

/** Ratings of a period, from `from` on and before `to`, epoch ms: those that stand, by when they were given [RA11]. */
const Period = {
  from: Type.Integer({ minimum: 0, maximum: 8.64e15 }),
  to: Type.Integer({ minimum: 0, maximum: 8.64e15 }),
};

/** `GET /dashboard-api/satisfaction`. `timeZone`: the reader's, by which days are counted, as Europe/Paris. */
export const SatisfactionQuery = Type.Object({
  ...Period,
  // By name: PostgreSQL takes the sign of an offset the other way round.
  timeZone: Type.String({ maxLength: 64, pattern: "^[A-Za-z][\\w/+-]+$" }),
});
export type SatisfactionQuery = Static<typeof SatisfactionQuery>;

/** Chats whose last rating is good or bad. The share is good / (good + bad). */
export type Ratings = { good: number; bad: number };

/**
 * `total` counts each chat once. `agents`: a chat counts for everybody who took part. `departments`: null is no
 * department. A name is null when whoever bore it is no more. `days`: those with ratings, as 2026-11-25, in order.
 */
export type Satisfaction = {
  total: Ratings;
  agents: (Ratings & { agentId: number; name: string | null })[];
  departments: (Ratings & { departmentId: number | null; name: string | null })[];
  days: (Ratings & { day: string })[];
};

/** `GET /dashboard-api/satisfaction/comments`. `before`: the `next` of the page before. */
export const RatingCommentsQuery = Type.Object({
  ...Period,
  before: Type.Optional(Type.String({ pattern: "^\\d{1,16}~.{1,64}$" })),
});
export type RatingCommentsQuery = Static<typeof RatingCommentsQuery>;

/** Newest rating first. `next`: null when these are the last. */
export type RatingComments = { comments: RatingComment[]; next: string | null };
export type RatingComment = {
  chatId: string;
  rating: "good" | "bad";
  comment: string;
  ratedAt: number;
  visitor: { number: number; name: string | null };
  /** Names of those who took part. */
  agents: string[];
  department: string | null;
};
