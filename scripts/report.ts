/** Ends a check: its problems one a line and exit code 1, or one line saying what was looked at. */
export function report(problems: readonly string[], summary: string): void {
  for (const problem of problems) console.log(problem);
  if (problems.length === 0) console.log(summary);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
