import type { HttpError } from "@causerie/protocol";
import type { FastifyError, FastifyReply, FastifyRequest, FastifySchema } from "fastify";
import { errorCode } from "../sql/error-code.ts";
import { isConnectionError } from "../sql/pool.ts";
import { HttpRefusal } from "./refusal.ts";

type Code = HttpError["error"]["code"];

const STATUS: Readonly<Record<Code, number>> = {
  invalid: 400,
  "wrong-credentials": 401,
  unauthorised: 401,
  forbidden: 403,
  "wrong-code": 403,
  "not-found": 404,
  conflict: 409,
  "too-many-attempts": 429,
  defect: 500,
  unavailable: 503,
  "took-too-long": 503,
};
const DATABASE_BACK_SECONDS = 2;
/** https://www.postgresql.org/docs/18/errcodes-appendix.html: "character_not_in_repertoire" */
const UNSTORABLE_TEXT = "22021";
/** Likewise: "query_canceled", by the time-out of what scans. */
const TOO_LONG = "57014";

/** The one translator of errors into answers of the HTTP doors. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error);
  if (refusal === null) return answerDefect(error, request, reply);
  const { retryAfterSeconds } = refusal.details;
  if (retryAfterSeconds !== undefined) reply.header("retry-after", retryAfterSeconds);
  const body: HttpError = {
    error: { code: refusal.code, message: refusal.message, ...refusal.details },
  };
  return reply.status(statusOf(error, refusal)).send(body);
}

export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return answerError(new HttpRefusal("not-found", "There is nothing at this address."), request, reply);
}

function refusalOf(error: unknown): HttpRefusal | null {
  if (error instanceof HttpRefusal) return error;
  if (isConnectionError(error))
    return new HttpRefusal("unavailable", "The database does not answer. Try again in a moment.", {
      retryAfterSeconds: DATABASE_BACK_SECONDS,
    });
  if (errorCode(error) === UNSTORABLE_TEXT)
    return new HttpRefusal(
      "invalid",
      "A text holds the character U+0000, which cannot be kept. Leave it out.",
    );
  if (errorCode(error) === TOO_LONG)
    return new HttpRefusal("took-too-long", "That took too long. Narrow it, for instance by dates.");
  const status = fastifyStatus(error);
  if (status === 404) return new HttpRefusal("not-found", "There is nothing at this address.");
  // What Fastify refuses before a handler sees it: a body that is no JSON, too large, or of another type.
  if (status >= 400 && status < 500 && error instanceof Error)
    return new HttpRefusal("invalid", error.message);
  return null;
}

function statusOf(error: unknown, refusal: HttpRefusal): number {
  const status = error instanceof HttpRefusal ? 0 : fastifyStatus(error);
  return status >= 400 && status < 500 ? status : STATUS[refusal.code];
}

function fastifyStatus(error: unknown): number {
  if (!(error instanceof Error) || !("statusCode" in error)) return 0;
  return typeof error.statusCode === "number" ? error.statusCode : 0;
}

function answerDefect(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.log.error({ err: error, reqId: request.id }, "A request met a defect: report this line");
  const message = `Something went wrong in the server. Its log says more under ${request.id}.`;
  const body: HttpError = { error: { code: "defect", message } };
  return reply.status(STATUS.defect).send(body);
}

/** What a schema refuses: the field and what was expected of it. */
export function refuseSchema(
  errors: NonNullable<FastifyError["validation"]>,
  where: keyof FastifySchema | string,
): HttpRefusal {
  const [first] = errors;
  if (!first) return new HttpRefusal("invalid", `The ${where} is not right.`);
  const field = fieldOf(first.instancePath, missingProperty(first.params));
  const subject = field === "" ? `The ${where}` : field;
  return new HttpRefusal("invalid", `${subject}: ${expectationOf(first)}.`, field === "" ? {} : { field });
}

type SchemaError = NonNullable<FastifyError["validation"]>[number];

function expectationOf({ keyword, params, message }: SchemaError): string {
  if (keyword === "required") return "must be given";
  if (keyword === "format" && params.format === "email") return "must be an e-mail address";
  return message ?? "is not as expected";
}

function missingProperty(params: SchemaError["params"]): string | undefined {
  const [name] = Array.isArray(params.requiredProperties) ? params.requiredProperties : [];
  return typeof name === "string" ? name : undefined;
}

/** A JSON pointer and a property below it, as `roles.owner`. */
function fieldOf(pointer: string, property: string | undefined): string {
  const steps = pointer.split("/").slice(1);
  return (property === undefined ? steps : [...steps, property]).join(".");
}
