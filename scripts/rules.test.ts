import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ruleProblems } from "./rules.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "rules-"));
  write(
    "docs/rules/chat.md",
    "# Chat\n\n- **[CH1]** A visitor has at most one open chat.\n- **[CH2]** It ends.\n",
  );
  write("packages/domain/src/chat/end.test.ts", 'test.each([[1], [(2)]])(\n  "[CH2] it ends", () => {});');
  write("e2e/src/shop.spec.ts", "test(`[CH1] two tabs share a chat`, () => {});");
  write("apps/server/src/chats/store.ts", "// Two tabs [CH1] [CH2].");
});

afterEach(() => rmSync(root, { recursive: true }));

test("rules that are all cited pass", () => {
  expect(ruleProblems(root)).toEqual({ problems: [], count: 2 });
});

test("one title may cite several rules, also in a contract suite", () => {
  rmSync(join(root, "e2e/src/shop.spec.ts"));
  rmSync(join(root, "packages/domain/src/chat/end.test.ts"));
  write("apps/server/src/platform/bus/contract.ts", 'describe("[CH1] [CH2] the bus", () => {});');
  expect(ruleProblems(root).problems).toEqual([]);
});

test("a rule that no test's title cites is reported", () => {
  write("e2e/src/shop.spec.ts", 'test("two tabs share a chat", () => {}); // [CH1]');
  expect(ruleProblems(root).problems).toEqual([
    'docs/rules/chat.md:3: no test cites [CH1]: begin the title of one with it, as in test("[CH1] …")',
  ]);
});

test("a title outside of a test file cites nothing", () => {
  rmSync(join(root, "e2e/src/shop.spec.ts"));
  write("apps/server/src/chats/log.ts", 'log("[CH1] two tabs")');
  expect(ruleProblems(root).problems).toHaveLength(1);
});

test("an id that two rules share is reported at the second", () => {
  write("docs/rules/visitors.md", "- **[CH1]** Another one.");
  expect(ruleProblems(root).problems).toEqual([
    "docs/rules/visitors.md:1: [CH1] is taken by docs/rules/chat.md:3",
  ]);
});

test("an id that is no rule is reported, whether a comment cites it or a test", () => {
  write("apps/widget/src/ui/Log.tsx", "\n/** [CH9] */");
  write("apps/widget/src/ui/Log.test.tsx", 'it("[XY1] shows", () => {})');
  expect(ruleProblems(root).problems).toEqual([
    "apps/widget/src/ui/Log.test.tsx:1: [XY1] is not a rule in docs/rules",
    "apps/widget/src/ui/Log.tsx:2: [CH9] is not a rule in docs/rules",
  ]);
});

test("a rule that is not written as one is reported", () => {
  write("docs/rules/visitors.md", "- **[vi1]** Small letters.\n* **[VI2]** An asterisk.\n- **[VI3]**Glued.");
  const lines = ruleProblems(root).problems.map((problem) => problem.split(": ")[0]);
  expect(lines).toEqual(["docs/rules/visitors.md:1", "docs/rules/visitors.md:2", "docs/rules/visitors.md:3"]);
});

test("no rule at all is a fault", () => {
  rmSync(join(root, "docs"), { recursive: true });
  expect(ruleProblems(root).problems[0]).toMatch(/^docs\/rules states no rule/);
});

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
