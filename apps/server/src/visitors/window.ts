import type { EpochMs } from "@causerie/domain";
import type { LineRef, VisitorGroup, VisitorRow, VisitorWindow, WindowFrame } from "@causerie/protocol";
import { Listing, type Section } from "./listing.ts";
import { sectionsForAgent } from "./sections.ts";

/** What a watch reads, as it stands now. */
export type Sight = {
  listing: Listing;
  rowOf(id: string): VisitorRow | undefined;
  /** [VI14] Who left last comes first. */
  left: readonly VisitorRow[];
  withheld(): ReadonlySet<string>;
  now: EpochMs;
};

type Line = { kind: "visitor"; row: VisitorRow } | { kind: "group"; group: VisitorGroup };

/** What one dashboard looks at, and what it was sent of it. */
export class Watch {
  readonly id: number;
  readonly window: VisitorWindow;
  /** Of the listing that it is a window of. */
  readonly listKey: string;
  readonly #collapsed: ReadonlySet<string>;
  #sent: { total: number; lines: number; order: readonly string[] } = { total: -1, lines: -1, order: [] };
  #sentRows = new Map<string, VisitorRow>();
  #sentGroups = new Map<string, VisitorGroup>();

  /** What the watcher holds of the window before is not sent again: one who scrolls gets what comes into sight. */
  constructor(id: number, window: VisitorWindow, before: Watch | null = null) {
    this.id = id;
    this.window = window;
    this.listKey = Listing.keyOf(window);
    this.#collapsed = new Set(window.collapsed);
    if (!before) return;
    this.#sentRows = before.#sentRows;
    this.#sentGroups = before.#sentGroups;
  }

  /** The frame that brings the watcher up to date; null when nothing that it sees has changed [VI6]. */
  update(sight: Sight): WindowFrame | null {
    const sections = this.#sections(sight);
    const lines = sections.reduce((sum, section) => sum + this.#linesOf(section), 0);
    const visible = this.#visible(sections, sight);
    const { total } = sight.listing;
    const order = patchOf(this.#sent.order, visible.map(nameOf));
    const rows = visible.flatMap((line) => (line.kind === "visitor" ? line.row : []));
    const groups = visible.flatMap((line) => (line.kind === "group" ? line.group : []));
    const newRows = rows.filter((row) => this.#sentRows.get(row.visitorId) !== row);
    const newGroups = groups.filter((group) => !isSame(this.#sentGroups.get(group.key), group));
    const isSameLook = total === this.#sent.total && lines === this.#sent.lines && order === null;
    if (isSameLook && newRows.length === 0 && newGroups.length === 0) return null;
    this.#sent = { total, lines, order: visible.map(nameOf) };
    this.#sentRows = new Map(rows.map((row) => [row.visitorId, row]));
    this.#sentGroups = new Map(groups.map((group) => [group.key, group]));
    const { from, drop, until } = order ?? { from: 0, drop: 0, until: 0 };
    const add = visible.slice(from, until).map(refOf);
    return {
      t: "visitors",
      watch: this.id,
      total,
      lines,
      order: { from, drop, add },
      rows: newRows,
      groups: newGroups,
    };
  }

  #sections(sight: Sight): readonly Section[] {
    const { sort, groupBy, withOffline } = this.window;
    const { groups } = sight.listing;
    const sections = groupBy === "activity" ? sectionsForAgent(groups, sight) : groups;
    return withOffline ? [...sections, offline(sight, sort.descending)] : sections;
  }

  #visible(sections: readonly Section[], sight: Sight): Line[] {
    const { offset, limit } = this.window;
    const visible: Line[] = [];
    let start = 0;
    for (const section of sections) {
      const size = this.#linesOf(section);
      const from = Math.max(offset - start, 0);
      const until = Math.min(offset + limit - start, size);
      for (let index = from; index < until; index += 1) visible.push(...this.#line(section, index, sight));
      start += size;
      if (start >= offset + limit) break;
    }
    return visible;
  }

  #line(section: Section, index: number, sight: Sight): Line[] {
    const { key, size } = section;
    const headings = this.#headings;
    if (index < headings)
      return [{ kind: "group", group: { key, count: size, isCollapsed: this.#collapsed.has(key) } }];
    const place = index - headings;
    const id = section.idAt(this.window.sort.descending ? size - 1 - place : place) ?? "";
    const row = sight.rowOf(id) ?? sight.left.find(({ visitorId }) => visitorId === id);
    return row ? [{ kind: "visitor", row }] : [];
  }

  #linesOf({ key, size }: Section): number {
    const shown = this.#collapsed.has(key) ? 0 : Math.min(size, this.window.perGroup ?? size);
    return this.#headings + shown;
  }

  get #headings(): 0 | 1 {
    return this.window.groupBy ? 1 : 0;
  }
}

/** Who left last comes first, whichever way the others are read. */
function offline({ left, listing, now }: Sight, isReadFromBelow: boolean): Section {
  const shown = left.filter((row) => listing.admits(row, now));
  const inOrder = isReadFromBelow ? shown.toReversed() : shown;
  return { key: "offline", size: shown.length, idAt: (index) => inOrder[index]?.visitorId };
}

/** A heading is none of the ids: those have no line breaks. */
function nameOf(line: Line): string {
  return line.kind === "group" ? `\n${line.group.key}` : line.row.visitorId;
}

function refOf(line: Line): LineRef {
  return line.kind === "group" ? { group: line.group.key } : line.row.visitorId;
}

function isSame(a: VisitorGroup | undefined, b: VisitorGroup): boolean {
  return a?.count === b.count && a.isCollapsed === b.isCollapsed;
}

/** What lies between the beginning and the end that both have; null when they are equal. */
function patchOf(
  before: readonly string[],
  after: readonly string[],
): { from: number; drop: number; until: number } | null {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  if (from === before.length && from === after.length) return null;
  let end = 0;
  while (end < shorter - from && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { from, drop: before.length - end - from, until: after.length - end };
}
