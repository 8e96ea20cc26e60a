/** What a line must reach, and what it aims at, in the unit of what is judged. Sources: docs/performance.md. */
export type Goal = Readonly<{
  better: "more" | "less";
  /** null: it is enough that the run came through without an error. */
  must: number | null;
  /** null: the must is all. */
  aim: number | null;
  /** Of ours and the ceiling, and, where there is no ratio, of the goals. */
  unit: string;
}>;

/** One figure of ours, beside its ceiling in the same run where there is one. */
export type Line = Readonly<{
  name: string;
  /** null: the run failed. */
  ours: number | null;
  /** null: ours is judged by itself. */
  ceiling: number | null;
  /** The median of the pairs' ratios, so that a slow minute of the machine counts on both sides. */
  ratio: number | null;
  /** Whether the ratio, or ours where there is none, reaches `must`. */
  met: boolean;
  goal: Goal;
}>;

/** A line of the table beneath: what was seen besides the figure. */
export type Detail = Readonly<{ label: string; ours: string; ceiling: string }>;

/** What one program measured: its lines, and what stands behind them. */
export type Report = Readonly<{
  name: string;
  lines: readonly Line[];
  /** What was done, in one sentence. */
  setting: string;
  details: readonly Detail[];
  /** Noise, limits, and what weakens the figure. */
  remarks: readonly string[];
}>;

type Figures = { ours: number; ceiling?: number; ratio?: number };

export function lineOf(name: string, { ours, ceiling, ratio }: Figures, goal: Goal): Line {
  const isMet = reaches(ratio ?? ours, goal.must, goal.better);
  return { name, ours, ceiling: ceiling ?? null, ratio: ratio ?? null, met: isMet, goal };
}

export function failedLine(name: string): Line {
  const goal: Goal = { better: "less", must: null, aim: null, unit: "" };
  return { name, ours: null, ceiling: null, ratio: null, met: false, goal };
}

function reaches(figure: number, limit: number | null, better: Goal["better"]): boolean {
  if (limit === null) return true;
  return better === "more" ? figure >= limit : figure <= limit;
}

export function toJson(reports: readonly Report[]): string {
  const lines = reports.flatMap((report) => report.lines).map(jsonLine);
  return `${JSON.stringify({ lines }, null, 2)}\n`;
}

function jsonLine({ name, ours, ceiling, ratio, met, goal: { must, aim } }: Line) {
  return { name, ours, ceiling, ratio, must, aim, met };
}

export function toText(reports: readonly Report[]): string {
  const head = ["", "ours", "ceiling", "ratio", "must", "aim", "met"];
  const lines = reports.flatMap((report) => report.lines);
  return [columns([head, ...lines.map(lineRow)]), ...reports.map(detailsText)].join("\n\n");
}

function lineRow(line: Line): string[] {
  const { name, ours, ceiling, ratio, goal } = line;
  const absolute = (value: number | null) => (value === null ? "–" : withUnit(value, goal.unit));
  const ofGoal = (value: number | null) => {
    if (value === null) return "–";
    const sign = goal.better === "more" ? "≥" : "≤";
    return `${sign} ${ratio === null ? withUnit(value, goal.unit) : value.toFixed(2)}`;
  };
  const shownRatio = ratio === null ? "–" : ratio.toFixed(2);
  return [
    name,
    absolute(ours),
    absolute(ceiling),
    shownRatio,
    ofGoal(goal.must),
    ofGoal(goal.aim),
    verdict(line),
  ];
}

function verdict({ ours, ratio, met, goal }: Line): string {
  if (ours === null) return "failed";
  if (!met) return "no";
  if (goal.aim !== null && reaches(ratio ?? ours, goal.aim, goal.better)) return "aim";
  return goal.must === null ? "not aim" : "must";
}

function detailsText({ name, setting, details, remarks }: Report): string {
  const rows = details.map(({ label, ours, ceiling }) => [label, ours, ceiling]);
  const table = rows.length === 0 ? [] : [columns([["", "ours", "ceiling"], ...rows])];
  return [`${name}: ${setting}`, ...table, ...remarks].join("\n");
}

/** The first column left, the others right, two blanks between. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const cell = (text: string, index: number) =>
    index === 0 ? text.padEnd(widths[index] ?? 0) : text.padStart(widths[index] ?? 0);
  return rows.map((row) => row.map(cell).join("  ").trimEnd()).join("\n");
}

function withUnit(value: number, unit: string): string {
  return `${figure(value)}${unit === "" ? "" : ` ${unit}`}`;
}

/** Three digits that say something: 12,345; 123; 12.3; 1.23 */
export function figure(value: number): string {
  const size = Math.abs(value);
  if (size >= 100 || Number.isInteger(value)) return count(value);
  return value.toFixed(size >= 10 ? 1 : 2);
}

/** 12,345 */
export function count(number: number): string {
  return Math.round(number).toLocaleString("en-GB");
}

/** 7 % */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
