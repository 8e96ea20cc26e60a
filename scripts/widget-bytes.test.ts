import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { widgetBytes } from "./widget-bytes.ts";

let dist: string;

beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), "widget-"));
  build(
    { beforeOpen: ["widget.js"], all: ["widget.js", "panel.js"] },
    { "widget.js": 1024, "panel.js": 10_240 },
  );
});

afterEach(() => rmSync(dist, { recursive: true }));

test("a light widget passes, with its figures", () => {
  expect(widgetBytes(dist)).toEqual({
    problems: [],
    figures: "1.0 of 15 KB before opening, 11.0 of 60 KB in all",
    bytes: { beforeOpen: 1024, all: 11 * 1024 },
  });
});

test("15 KB before opening are allowed, a byte more is not", () => {
  build({ beforeOpen: ["widget.js"], all: ["widget.js", "panel.js"] }, { "widget.js": 15 * 1024 });
  expect(widgetBytes(dist).problems).toEqual([]);
  build({ beforeOpen: ["widget.js"], all: ["widget.js", "panel.js"] }, { "widget.js": 15 * 1024 + 1 });
  expect(widgetBytes(dist).problems).toEqual([
    expect.stringMatching(/^The widget is too heavy: 15\.0 of 15 KB/),
  ]);
});

test("60 KB in all are allowed, a byte more is not", () => {
  build({ beforeOpen: ["widget.js"], all: ["widget.js", "panel.js"] }, { "panel.js": 59 * 1024 });
  expect(widgetBytes(dist).problems).toEqual([]);
  build({ beforeOpen: ["widget.js"], all: ["widget.js", "panel.js"] }, { "panel.js": 59 * 1024 + 1 });
  expect(widgetBytes(dist).problems).toEqual([expect.stringMatching(/60\.0 of 60 KB in all$/)]);
});

test("what opens with the page counts in both", () => {
  build({ beforeOpen: ["widget.js", "panel.js"], all: ["widget.js", "panel.js"] }, {});
  expect(widgetBytes(dist).figures).toBe("11.0 of 15 KB before opening, 11.0 of 60 KB in all");
});

test("a widget that was not built fails", () => {
  rmSync(join(dist, "manifest.json"));
  expect(widgetBytes(dist).problems).toEqual([
    `${join(dist, "manifest.json")} is missing: build the widget first`,
  ]);
});

test("a manifest that leaves something out fails", () => {
  build({}, {});
  expect(widgetBytes(dist).problems).toEqual([
    'manifest.json: "beforeOpen" does not list widget.js, the loader',
    "panel.js was built, but manifest.json lists it not",
    "widget.js was built, but manifest.json lists it not",
  ]);
  build({ beforeOpen: ["widget.js"], all: ["panel.js", "gone.js"] }, {});
  expect(widgetBytes(dist).problems).toEqual([
    'manifest.json: "all" does not list widget.js',
    "manifest.json: gone.js was not built",
    "widget.js was built, but manifest.json lists it not",
  ]);
});

function build(
  manifest: { beforeOpen?: string[]; all?: string[] },
  bytesByName: Record<string, number>,
): void {
  writeFileSync(join(dist, "manifest.json"), JSON.stringify(manifest));
  for (const [name, bytes] of Object.entries(bytesByName))
    writeFileSync(join(dist, name), incompressible(bytes));
}

/** Content that weighs exactly `bytes` once it is gzipped: stored blocks add a few bytes each. */
function incompressible(bytes: number): Buffer {
  const content = randomBytes(bytes);
  return content.subarray(0, bytes - (gzipSync(content, { level: 9 }).length - bytes));
}
