import type { HttpError } from "@causerie/protocol";
import type { HttpErrorCode } from "../words/error-words.ts";

/** Every failure of the HTTP doors as one value; its code is what gets worded. */
export class HttpFailure extends Error {
  override name = "HttpFailure";
  readonly code: HttpErrorCode;
  readonly field: string | undefined;
  readonly reason: HttpError["error"]["reason"];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: HttpErrorCode, detail: Partial<HttpError["error"]> = {}) {
    super(detail.message ?? code);
    this.code = code;
    this.field = detail.field;
    this.reason = detail.reason;
    this.retryAfterSeconds = detail.retryAfterSeconds;
  }
}

/** One request to the server, JSON both ways. Rejects with an `HttpFailure` alone. */
export async function ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(path, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  }).catch(() => {
    throw new HttpFailure("unreachable");
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw failureOf(answer);
  // The protocol's schema says what this door answers.
  return answer as Answer;
}

function failureOf(answer: unknown): HttpFailure {
  if (typeof answer !== "object" || answer === null || !("error" in answer)) return new HttpFailure("defect");
  // The protocol says that every error of these doors has this shape.
  const { error } = answer as HttpError;
  return new HttpFailure(error.code, error);
}
