import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { report } from "./report.ts";

/** An id where it stands; `at` is file:line. */
type Mention = { readonly id: string; readonly at: string };

const id = /\[([A-Z]{2,3}\d+)\]/g;
const statedRule = /^- \*\*\[([A-Z]{2,3}\d+)\]\*\* \S/;
const looksLikeRule = /^\s*[-*] *\**\[[^\]]*\]\*\*/;
/** A string that begins with ids as the first argument of a call: `test("[CH1] …"`, `test.each(…)("[CH1] …"`. */
const title = /\(\s*["'`]((?:\[[A-Z]{2,3}\d+\]\s*)+)/g;
const source = /[.]tsx?$/;
const testSource = /([.](test|spec)[.]tsx?|\/contract[.]ts)$/;

/**
 * Holds the rules in docs/rules against the code below `root`: ids are unique, each is cited by the title of a test,
 * and no test or comment cites one that does not exist. Returns a line for every fault.
 */
export function ruleProblems(root: string): { problems: string[]; count: number } {
  const files = readAll(root, ["docs/rules/*.md", "{packages,apps}/*/src/**/*", "{bench,e2e}/src/**/*"]);
  const rules = files.filter(isRulePage).flatMap(statedIn);
  const known = new Set(rules.map((rule) => rule.id));
  const tested = new Set(files.filter(isTest).flatMap(titlesOf));
  const problems = [
    ...(rules.length === 0 ? ["docs/rules states no rule: a line reads `- **[CH1]** A visitor …`"] : []),
    ...files.filter(isRulePage).flatMap(malformedIn),
    ...statedTwice(rules),
    ...rules.filter((rule) => !tested.has(rule.id)).map(untested),
    ...files.filter(isSource).flatMap((file) =>
      mentions(file)
        .filter((mention) => !known.has(mention.id))
        .map(unknown),
    ),
  ];
  return { problems, count: rules.length };
}

type File = { readonly path: string; readonly text: string };

function readAll(root: string, patterns: string[]): File[] {
  return globSync(patterns, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => source.test(path) || path.endsWith(".md"))
    .map((path) => ({
      path: path.slice(root.length + 1).replaceAll("\\", "/"),
      text: readFileSync(path, "utf8"),
    }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

function isRulePage({ path }: File): boolean {
  return path.startsWith("docs/rules/");
}

function isSource({ path }: File): boolean {
  return source.test(path);
}

function isTest({ path }: File): boolean {
  return testSource.test(path);
}

function statedIn({ path, text }: File): Mention[] {
  return text.split("\n").flatMap((line, index) => {
    const stated = statedRule.exec(line)?.[1];
    return stated ? [{ id: stated, at: `${path}:${index + 1}` }] : [];
  });
}

function malformedIn({ path, text }: File): string[] {
  return text.split("\n").flatMap((line, index) => {
    if (statedRule.test(line) || !looksLikeRule.test(line)) return [];
    return [
      `${path}:${index + 1}: not a rule, which begins with two or three capitals: \`- **[CH1]** A visitor …\``,
    ];
  });
}

function statedTwice(rules: readonly Mention[]): string[] {
  const first = new Map<string, string>();
  return rules.flatMap(({ id, at }) => {
    const earlier = first.get(id);
    if (!earlier) first.set(id, at);
    return earlier ? [`${at}: [${id}] is taken by ${earlier}`] : [];
  });
}

function titlesOf({ text }: File): string[] {
  return [...text.matchAll(title)].flatMap(([, ids = ""]) => idsIn(ids));
}

function mentions({ path, text }: File): Mention[] {
  return text
    .split("\n")
    .flatMap((line, index) => idsIn(line).map((id) => ({ id, at: `${path}:${index + 1}` })));
}

function idsIn(text: string): string[] {
  return [...text.matchAll(id)].flatMap(([, found]) => found ?? []);
}

function untested({ id, at }: Mention): string {
  return `${at}: no test cites [${id}]: begin the title of one with it, as in test("[${id}] …")`;
}

function unknown({ id, at }: Mention): string {
  return `${at}: [${id}] is not a rule in docs/rules`;
}

if (import.meta.main) {
  const { problems, count } = ruleProblems(process.cwd());
  report(problems, `${count} rules, each cited by a test`);
}
