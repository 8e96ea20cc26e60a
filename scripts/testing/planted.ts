import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository } from "../run.ts";

export const passes = 'test("passes", () => {});';
export const fails = 'test("fails", () => { throw new Error("planted") });';
export const strayRejection =
  'test("passes, but", async () => { Promise.reject(new Error("planted astray")); });';

/** A folder of test files on which the real runners run. */
export class Planted {
  readonly folder = mkdtempSync(join(tmpdir(), "planted-"));
  readonly report = join(this.folder, "report.json");
  readonly faults = join(this.folder, "faults.json");

  constructor() {
    symlinkSync(join(repository, "node_modules"), join(this.folder, "node_modules"));
    writeFileSync(join(this.folder, "package.json"), '{ "type": "module" }');
  }

  /** True where it exits well, as the next. */
  vitest(sources: Record<string, string>): boolean {
    this.#plant("test", 'import { test } from "vitest";', sources);
    const json = ["--reporter=json", `--outputFile.json=${this.report}`];
    const reporters = [...json, `--reporter=${join(repository, "scripts/vitest-faults.ts")}`];
    return this.#runs(["vitest", "run", "--root", this.folder, ...reporters], {
      VITEST_FAULTS_FILE: this.faults,
    });
  }

  playwright(sources: Record<string, string>): boolean {
    this.#plant("spec", 'import { test } from "@playwright/test";', sources);
    return this.#runs(["playwright", "test", "--reporter=json"], {
      PLAYWRIGHT_JSON_OUTPUT_FILE: this.report,
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  #plant(kind: "test" | "spec", header: string, sources: Record<string, string>): void {
    for (const [name, source] of Object.entries(sources)) {
      writeFileSync(join(this.folder, `${name}.${kind}.ts`), `${header}\n${distinct(source)}`);
    }
  }

  #runs([tool = "", ...args]: string[], env: Record<string, string>): boolean {
    const file = join(repository, "node_modules/.bin", tool);
    // Vitest marks its workers with these; a runner that inherits them believes to be one.
    const { VITEST: _, VITEST_WORKER_ID: __, TEST: ___, ...inherited } = process.env;
    return spawnSync(file, args, { cwd: this.folder, env: { ...inherited, ...env } }).status === 0;
  }
}

/** Playwright refuses two tests of one title in a file. */
function distinct(source: string): string {
  let count = 0;
  return source.replaceAll('test("passes"', () => `test("passes ${count++}"`);
}
