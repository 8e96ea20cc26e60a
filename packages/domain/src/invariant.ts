/** A defect, never a business reason: it fails the command or socket at hand, never the process. */
export class InvariantViolation extends Error {
  override name = "InvariantViolation";
}

export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantViolation(message);
}
