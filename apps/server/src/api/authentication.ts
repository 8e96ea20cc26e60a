import type { FastifyReply, FastifyRequest } from "fastify";
import type { Credentials } from "../accounts/index.ts";
import { type Agent, type Agents, forbidden } from "../agents/index.ts";
import { HttpRefusal, tooManyAttempts } from "../platform/http/refusal.ts";

type Deps = Readonly<{ agents: Agents; credentials: Credentials }>;

const callers = new WeakMap<FastifyRequest, Agent>();

/** Basic authentication with an agent's e-mail and password; shares the sign-in's limit on failures. */
export function authenticate({ agents, credentials }: Deps) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const given = basicCredentials(request.headers.authorization);
    if (given === null) throw unauthorised(reply);
    const checked = await credentials.checkAgain({ ...given, address: request.ip });
    if (checked.kind === "too-many") throw tooManyAttempts(checked.retryAfterSeconds);
    const agent = checked.kind === "person" ? await agents.ofPerson(checked.personId) : null;
    if (agent === null) throw wrong(reply);
    callers.set(request, agent);
  };
}

/** Whoever `authenticate` let in. */
export function callerOf(request: FastifyRequest): Agent {
  const caller = callers.get(request);
  if (!caller) throw new Error("a route of the API ran without its authentication");
  return caller;
}

export async function administratorsOnly(request: FastifyRequest): Promise<void> {
  if (callerOf(request).role !== "agent") return;
  throw forbidden("administrators-only");
}

function basicCredentials(header = ""): { email: string; password: string } | null {
  const [, encoded] = /^basic +([a-z0-9+/=_-]+) *$/i.exec(header) ?? [];
  if (encoded === undefined) return null;
  const [, email, password] = /^([^:]+):(.*)$/s.exec(Buffer.from(encoded, "base64").toString("utf8")) ?? [];
  return email === undefined || password === undefined ? null : { email, password };
}

function unauthorised(reply: FastifyReply): HttpRefusal {
  challenge(reply);
  return new HttpRefusal("unauthorised", "Send an agent's e-mail and password by Basic authentication.");
}

function wrong(reply: FastifyReply): HttpRefusal {
  challenge(reply);
  return new HttpRefusal("wrong-credentials", "The e-mail or the password is not right.");
}

function challenge(reply: FastifyReply): void {
  reply.header("www-authenticate", 'Basic realm="Causerie", charset="UTF-8"');
}
