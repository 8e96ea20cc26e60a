import { Flood, type Flooded, type FloodPlan } from "./load/flood.ts";

/** A process of its own beside the load generator: it begins when it is given a plan, and ends when it is told to. */

export type FlooderAnswer =
  | { kind: "begun" }
  | { kind: "ended"; result: Flooded }
  | { kind: "failed"; message: string };

let flood: Flood | null = null;

process.on("message", (message) => {
  // The bench is our parent, and sends nothing else.
  obey(message as FloodPlan | "end").then(answer, fail);
});
process.on("disconnect", () => process.exit());

async function obey(order: FloodPlan | "end"): Promise<FlooderAnswer> {
  if (order === "end") {
    if (!flood) throw new Error("the flood must begin before it ends");
    return { kind: "ended", result: await flood.end() };
  }
  flood = new Flood(order);
  await flood.begin();
  return { kind: "begun" };
}

function answer(message: FlooderAnswer): void {
  process.send?.(message);
}

function fail(error: Error): void {
  answer({ kind: "failed", message: error.message });
}
