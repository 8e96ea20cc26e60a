import type { HttpError } from "@causerie/protocol";

type Code = Exclude<HttpError["error"]["code"], "defect">;
type Details = Readonly<Pick<HttpError["error"], "field" | "reason" | "retryAfterSeconds">>;

/** Thrown by a handler; errors.ts makes the answer of it. `message` is read by people: it says what to do next. */
export class HttpRefusal extends Error {
  override readonly name = "HttpRefusal";
  readonly code: Code;
  readonly details: Details;

  constructor(code: Code, message: string, details: Details = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

export function notFound(what: string): HttpRefusal {
  return new HttpRefusal("not-found", `There is no such ${what}.`);
}

export function tooManyAttempts(retryAfterSeconds: number): HttpRefusal {
  const message = `Too many failed attempts. Try again in ${inWords(retryAfterSeconds)}.`;
  return new HttpRefusal("too-many-attempts", message, { retryAfterSeconds });
}

function inWords(seconds: number): string {
  if (seconds === 1) return "1 second";
  if (seconds < 60) return `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
