import type { VisitorRow, VisitorWindow, WindowFrame } from "@causerie/protocol";
import type { AgentClientState } from "./types.ts";

type Shown = AgentClientState["window"];

/** The window of the visitor list that this dashboard looks at [VI6]. */
export class VisitorWatch {
  #window: VisitorWindow | null = null;
  #isAnswered = false;
  #rows = new Map<string, VisitorRow>();

  get window(): VisitorWindow | null {
    return this.#window;
  }

  look(window: VisitorWindow | null): void {
    this.#window = window;
    this.#isAnswered = false;
  }

  /**
   * What is shown now; undefined when the frame is none of this window's. A frame does not name its window, and one
   * of the window before may still be on its way: only the answer to a watch carries every row.
   */
  receive({ total, offset, order, rows }: WindowFrame): Shown | undefined {
    if (this.#window?.offset !== offset) return undefined;
    const sent = new Map(rows.map((row) => [row.visitorId, row]));
    this.#isAnswered ||= order.every((id) => sent.has(id));
    if (!this.#isAnswered) return undefined;
    const shown = order.flatMap((id) => sent.get(id) ?? this.#rows.get(id) ?? []);
    this.#rows = new Map(shown.map((row) => [row.visitorId, row]));
    return { total, offset, rows: shown };
  }
}
