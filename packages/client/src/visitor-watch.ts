import type { LineRef, VisitorGroup, VisitorRow, VisitorWindow, WindowFrame } from "@causerie/protocol";
import type { VisitorLine, WatchedWindow } from "./types.ts";

/** The window of the visitor list that this dashboard looks at [VI6]. */
export class VisitorWatch {
  #window: VisitorWindow | null = null;
  #id = 0;
  #order: LineRef[] = [];
  #rows = new Map<string, VisitorRow>();
  #groups = new Map<string, VisitorGroup>();
  #shown = new Map<VisitorRow | VisitorGroup, VisitorLine>();

  get window(): VisitorWindow | null {
    return this.#window;
  }

  /** The number by which frames of this window are known: those of the one before may still be on their way. */
  look(window: VisitorWindow | null): number {
    this.#window = window;
    this.#id += 1;
    this.#order = [];
    return this.#id;
  }

  /** What is shown now; undefined when the frame is none of this window's. */
  receive({ watch, total, lines, order, rows, groups }: WindowFrame): WatchedWindow | undefined {
    const window = this.#window;
    // Also of a window that was left: the server will not send them again.
    for (const row of rows) this.#rows.set(row.visitorId, row);
    for (const group of groups) this.#groups.set(group.key, group);
    if (!window || watch !== this.#id) return undefined;
    this.#order = this.#order.toSpliced(order.from, order.drop, ...order.add);
    const shown = this.#order.flatMap((ref) => this.#lineOf(ref) ?? []);
    this.#keepOnly(shown);
    const { offset, groupBy = null } = window;
    return { watch, total, lines, offset, groupBy, shown };
  }

  /** What did not change stays the same object. */
  #lineOf(ref: LineRef): VisitorLine | undefined {
    if (typeof ref === "string") {
      const row = this.#rows.get(ref);
      return row && (this.#shown.get(row) ?? { kind: "visitor", row });
    }
    const group = this.#groups.get(ref.group);
    return group && (this.#shown.get(group) ?? { kind: "group", group });
  }

  #keepOnly(shown: readonly VisitorLine[]): void {
    const rows = shown.flatMap((line) => (line.kind === "visitor" ? line.row : []));
    const groups = shown.flatMap((line) => (line.kind === "group" ? line.group : []));
    this.#rows = new Map(rows.map((row) => [row.visitorId, row]));
    this.#groups = new Map(groups.map((group) => [group.key, group]));
    this.#shown = new Map(shown.map((line) => [line.kind === "visitor" ? line.row : line.group, line]));
  }
}
