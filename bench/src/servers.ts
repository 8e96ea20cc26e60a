import type { Target } from "./load/orders.ts";

/** A server under load, and how to end it with all that it started. */
export type LoadedServer = Readonly<{ name: string; target: Target; stop: () => Promise<void> }>;

export type Size = Readonly<{ visitors: number; agents: number }>;
