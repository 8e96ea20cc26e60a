/** One function for each type of frame, but for those that the connection deals with alone. */
export type Handlers<Frame extends { t: string }> = {
  [T in Exclude<Frame["t"], "bye" | "pong" | "fault">]: (frame: Extract<Frame, { t: T }>) => void;
};

type Registry = { [type: string]: ((frame: never) => void) | undefined };

/** A newer server says more than this page understands: that changes nothing [VS4]. */
export function handle<Frame extends { t: string }>(handlers: Registry, frame: Frame): void {
  // The registry pairs each type with its function; TypeScript cannot see that across the union.
  const run = handlers[frame.t] as ((frame: Frame) => void) | undefined;
  run?.(frame);
}
