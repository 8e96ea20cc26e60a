import { join } from "node:path";
import { widgetBytes } from "../../scripts/widget-bytes.ts";
import { type Goal, lineOf, type Report } from "./report.ts";
import { REPOSITORY } from "./server-process.ts";

const BEFORE_OPENING: Goal = { better: "less", must: 15, aim: 10, unit: "KB" };
const IN_ALL: Goal = { better: "less", must: 60, aim: 40, unit: "KB" };
const KILOBYTE = 1024;

/** What a page loads of the widget, as `npm run check` weighs it. */
export async function runWidgetSize(): Promise<Report> {
  const { problems, bytes } = widgetBytes(join(REPOSITORY, "apps/widget/dist"));
  if (!bytes) throw new Error(problems.join("; "));
  return {
    name: "widget-bytes",
    lines: [
      lineOf("widget-before-opening", { ours: bytes.beforeOpen / KILOBYTE }, BEFORE_OPENING),
      lineOf("widget-in-all", { ours: bytes.all / KILOBYTE }, IN_ALL),
    ],
    setting: "scripts and style sheets of the widget, each after gzip",
    details: [],
    remarks: [],
  };
}
