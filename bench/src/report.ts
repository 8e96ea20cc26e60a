/** One figure of ours beside its ceiling, measured in the same run. Sources of the goals: docs/performance.md. */
export type Line = Readonly<{
  name: string;
  ours: number;
  ceiling: number;
  /** The median of the pairs' ratios, so that a slow minute of the machine counts on both sides. */
  ratio: number;
  must: number;
  aim: number;
  /** Whether the ratio reaches `must`. */
  met: boolean;
}>;

/** A line of the table beneath: what was seen besides the figure. */
export type Detail = Readonly<{ label: string; ours: string; ceiling: string }>;

export type LineReport = Readonly<{
  line: Line;
  /** What was done, in one sentence. */
  setting: string;
  details: readonly Detail[];
  /** Noise, limits, and what weakens the figure. */
  remarks: readonly string[];
}>;

export function lineOf(figures: Omit<Line, "met">): Line {
  return { ...figures, met: figures.ratio >= figures.must };
}

export function toJson(reports: readonly LineReport[]): string {
  return `${JSON.stringify({ lines: reports.map(({ line }) => line) }, null, 2)}\n`;
}

export function toText(reports: readonly LineReport[]): string {
  const head = ["", "ours", "ceiling", "ratio", "must", "aim", "met"];
  const table = columns([head, ...reports.map(({ line }) => lineRow(line))]);
  return [table, ...reports.map(detailsText)].join("\n\n");
}

function lineRow(line: Line): string[] {
  const { name, ours, ceiling, ratio, must, aim } = line;
  return [
    name,
    count(ours),
    count(ceiling),
    ratio.toFixed(2),
    must.toFixed(2),
    aim.toFixed(2),
    verdict(line),
  ];
}

function verdict({ ratio, met, aim }: Line): string {
  if (!met) return "no";
  return ratio >= aim ? "aim" : "must";
}

function detailsText({ line, setting, details, remarks }: LineReport): string {
  const rows = details.map(({ label, ours, ceiling }) => [label, ours, ceiling]);
  return [`${line.name}: ${setting}`, columns([["", "ours", "ceiling"], ...rows]), ...remarks].join("\n");
}

/** The first column left, the others right, two blanks between. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const cell = (text: string, index: number) =>
    index === 0 ? text.padEnd(widths[index] ?? 0) : text.padStart(widths[index] ?? 0);
  return rows.map((row) => row.map(cell).join("  ").trimEnd()).join("\n");
}

/** 12,345 */
export function count(number: number): string {
  return Math.round(number).toLocaleString("en-GB");
}

/** 7 % */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
