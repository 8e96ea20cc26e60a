import type { EpochMs } from "@causerie/domain";
import type { Device, Page, Referrer } from "@causerie/protocol";

export type PathEntry = { page: Page; at: EpochMs };

/** What is known of one visit, on one node or on all that saw a page of it. */
export type Visit = {
  visitId: string;
  startedAt: EpochMs;
  landing: Page;
  referrer: Referrer | null;
  device: Device;
  language: string;
  /** Those of the past year, this one counted. */
  visits: number;
  path: readonly PathEntry[];
  /** How many there were before those of the path. */
  pagesBefore: number;
};

/** The info panel shows this many pages of a visit; of long addresses fewer, as memory is everybody's [LI12]. */
const LONGEST_PATH = 50;
const MOST_CHARACTERS = 20_000;

/** Two nodes' knowledge as one: the visit is the one that began first, its path all pages in their order [VI17]. */
export function joined(one: Visit, other: Visit): Visit {
  const path = joinedPaths(one.path, other.path);
  const kept = latestOf(path);
  const pagesBefore = Math.min(one.pagesBefore, other.pagesBefore) + path.length - kept.length;
  return { ...(beganFirst(one, other) ? one : other), path: kept, pagesBefore };
}

/** The end of a path that is kept at hand: one page at least. */
export function latestOf(path: readonly PathEntry[]): readonly PathEntry[] {
  let first = path.length - 1;
  let characters = lengthOf(path[first]);
  while (first > 0 && path.length - first < LONGEST_PATH) {
    characters += lengthOf(path[first - 1]);
    if (characters > MOST_CHARACTERS) break;
    first -= 1;
  }
  return path.slice(Math.max(first, 0));
}

function lengthOf(entry: PathEntry | undefined): number {
  return entry ? entry.page.url.length + entry.page.title.length : 0;
}

/** Whether a node that knows `other` would learn something from `one`. */
export function addsTo(other: Visit, one: Visit): boolean {
  const both = joined(one, other);
  return both.visitId !== other.visitId || both.path.some((entry) => !other.path.some(isSame(entry)));
}

function beganFirst(one: Visit, other: Visit): boolean {
  if (one.startedAt !== other.startedAt) return one.startedAt < other.startedAt;
  if (one.visitId !== other.visitId) return one.visitId < other.visitId;
  // Of one visit, who saw its beginning knows where it landed.
  if (one.pagesBefore !== other.pagesBefore) return one.pagesBefore < other.pagesBefore;
  return (one.path[0]?.at ?? 0) <= (other.path[0]?.at ?? 0);
}

/** A page that is shown twice running is seen once. */
function joinedPaths(one: readonly PathEntry[], other: readonly PathEntry[]): PathEntry[] {
  const joint: PathEntry[] = [];
  for (const entry of [...one, ...other].sort(byTime))
    if (joint.at(-1)?.page.url !== entry.page.url) joint.push(entry);
  return joint;
}

function byTime(a: PathEntry, b: PathEntry): number {
  if (a.at !== b.at) return a.at - b.at;
  return a.page.url < b.page.url ? -1 : Number(a.page.url > b.page.url);
}

function isSame({ page, at }: PathEntry): (other: PathEntry) => boolean {
  return (other) => other.at === at && other.page.url === page.url;
}
