import type { Pool } from "pg";
import type { Logger } from "pino";
import type { ChatMetrics } from "./metrics.ts";
import type { WorkUnderWay } from "./work-under-way.ts";

export type SessionLog = Pick<Logger, "error" | "debug" | "isLevelEnabled">;
export type SessionContext = { pool: Pool; log: SessionLog; work: WorkUnderWay; metrics: ChatMetrics };
