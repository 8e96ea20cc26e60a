import { type DestinationStream, type Logger, pino } from "pino";
import type { LogLevel } from "./config.ts";
import { errorCode } from "./sql/error-code.ts";

/** PostgreSQL quotes in the messages of these the value that it could not take: a person's words. */
const DATA_EXCEPTION = /^22[0-9A-Z]{3}$/;

/** One JSON object a line. Ids are in it, people's words, names and addresses are not [OP5]. */
export function createLog(level: LogLevel, destination: DestinationStream = pino.destination(2)): Logger {
  return pino({ level, serializers: { err: errorFields } }, destination);
}

/** Drivers hang clients and statements, and so people's words, on their errors. */
function errorFields(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = errorCode(error);
  const message = DATA_EXCEPTION.test(code) ? "PostgreSQL did not take a value" : error.message;
  return { type: error.name, code, message, stack: framesOf(error) };
}

/** Without its head, which repeats the message. */
function framesOf({ stack = "" }: Error): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}
