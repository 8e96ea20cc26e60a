import { writeFileSync } from "node:fs";

type Fault = { readonly message: string; readonly stack?: string };

/** A reporter of Vitest's. Its JSON report tells nothing of errors outside of the tests: this one writes them, and no more. */
export default class VitestFaults {
  onTestRunEnd(_modules: unknown, faults: readonly Fault[]): void {
    const file = process.env.VITEST_FAULTS_FILE;
    if (file === undefined) throw new Error("VITEST_FAULTS_FILE: set it to the file to write");
    writeFileSync(file, JSON.stringify(faults.map(({ message, stack }) => stack ?? message)));
  }
}
