import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { count, figure } from "./report.ts";
import { REPOSITORY } from "./server-process.ts";

export type Point = Readonly<{ x: number; y: number }>;
export type Series = Readonly<{ name: string; points: readonly Point[] }>;
/** `label`: with its unit. */
export type Axis = Readonly<{ label: string; isLogarithmic?: boolean }>;
export type Plot = Readonly<{ title: string; x: Axis; y: Axis; series: readonly Series[] }>;

const WIDTH = 740;
const HEIGHT = 420;
const FRAME = { left: 70, right: 700, top: 80, bottom: 360 } as const;
const Y_STEPS = 5;
/** Readable on white and on black, and told apart without colour by their marks' order in the legend. */
const COLOURS = ["#2f7ed8", "#d9772b", "#2f9e62", "#a45bc4"] as const;

/** Writes the plot into docs/images, and says where. */
export function writePlot(name: string, plot: Plot): string {
  const file = join("docs/images", `${name}.svg`);
  writeFileSync(join(REPOSITORY, file), toSvg(plot));
  return `Plot: ${file}`;
}

/** Lines with a mark at each point. Dark where the reader's system is. The y axis begins at 0 unless it is logarithmic. */
export function toSvg({ title, x, y, series }: Plot): string {
  const points = series.flatMap((each) => each.points);
  const xScale = scaleOf(
    x,
    points.map((point) => point.x),
    [FRAME.left, FRAME.right],
  );
  const yScale = scaleOf(
    y,
    [...points.map((point) => point.y), ...(y.isLogarithmic ? [] : [0])],
    [FRAME.bottom, FRAME.top],
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    "<style>.paper{fill:#fff}.ink{fill:#222}.grid{stroke:#ddd}.axis{stroke:#666}" +
      "@media(prefers-color-scheme:dark){.paper{fill:#161a1f}.ink{fill:#e6e6e6}.grid{stroke:#333a42}.axis{stroke:#999}}</style>",
    `<rect class="paper" width="${WIDTH}" height="${HEIGHT}"/>`,
    text(FRAME.left, 22, title, { size: 15 }),
    ...xMarks(xScale),
    ...yMarks(yScale),
    `<path class="axis" fill="none" d="M${FRAME.left} ${FRAME.top}V${FRAME.bottom}H${FRAME.right}"/>`,
    text((FRAME.left + FRAME.right) / 2, HEIGHT - 14, x.label, { anchor: "middle" }),
    text(FRAME.left, FRAME.top - 12, y.label),
    ...series.flatMap((each, index) => lineOf(each, index, xScale.place, yScale.place)),
    "</svg>\n",
  ].join("\n");
}

type Scale = Readonly<{ ticks: readonly number[]; place: (value: number) => number }>;

function scaleOf(
  { isLogarithmic = false }: Axis,
  values: readonly number[],
  [from, to]: readonly [number, number],
): Scale {
  const ticks = isLogarithmic ? powersAround(values) : stepsAround(values);
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)];
  const at = (value: number) => (isLogarithmic ? Math.log10(value) : value);
  const share = (value: number) => (at(value) - at(low)) / (at(high) - at(low));
  return { ticks, place: (value) => Math.round((from + (to - from) * share(value)) * 10) / 10 };
}

function powersAround(values: readonly number[]): number[] {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  return Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
}

/** Round numbers: 1, 2 or 5 times a power of ten apart. */
function stepsAround(values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const rough = (high - low || 1) / Y_STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step);
  const length = Math.max(1, Math.ceil(high / step) - first) + 1;
  return Array.from({ length }, (_, index) => (first + index) * step);
}

function xMarks({ ticks, place }: Scale): string[] {
  return ticks.flatMap((tick) => [
    `<path class="grid" d="M${place(tick)} ${FRAME.top}V${FRAME.bottom}"/>`,
    text(place(tick), FRAME.bottom + 18, shown(tick), { anchor: "middle" }),
  ]);
}

function yMarks({ ticks, place }: Scale): string[] {
  return ticks.flatMap((tick) => [
    `<path class="grid" d="M${FRAME.left} ${place(tick)}H${FRAME.right}"/>`,
    text(FRAME.left - 8, place(tick) + 4, shown(tick), { anchor: "end" }),
  ]);
}

function lineOf(
  { name, points }: Series,
  index: number,
  placeX: (value: number) => number,
  placeY: (value: number) => number,
): string[] {
  const colour = COLOURS[index % COLOURS.length];
  const placed = points.map(({ x, y }) => [placeX(x), placeY(y)] as const);
  const legendX = FRAME.left + 16 + index * 160;
  return [
    `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${placed.map((each) => each.join(",")).join(" ")}"/>`,
    ...placed.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`),
    `<circle cx="${legendX - 8}" cy="42" r="4" fill="${colour}"/>`,
    text(legendX, 46, name),
  ];
}

type TextStyle = { anchor?: "middle" | "end"; size?: number };

function text(x: number, y: number, words: string, { anchor, size }: TextStyle = {}): string {
  const style = `${anchor ? ` text-anchor="${anchor}"` : ""}${size ? ` font-size="${size}"` : ""}`;
  return `<text class="ink" x="${x}" y="${y}"${style}>${escaped(words)}</text>`;
}

function shown(value: number): string {
  return Math.abs(value) >= 100 ? count(value) : figure(value);
}

function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
