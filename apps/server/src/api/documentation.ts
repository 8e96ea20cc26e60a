import { ApiError } from "@causerie/protocol";
import fastifySwagger, { type FastifyDynamicSwaggerOptions } from "@fastify/swagger";
import fastifySwaggerUi from "@fastify/swagger-ui";
import type { FastifySchema } from "fastify";
import type { HttpApp } from "../platform/http/app.ts";

const VERSION = "0.1.0";

/** Of an endpoint, for whoever reads the page. `errors`: besides those that every endpoint has. */
export type About = Readonly<{
  operationId: string;
  tag: "Account" | "Agents" | "Departments";
  summary: string;
  description: string;
  /** What a success answers. */
  answer: string;
  errors?: readonly (keyof typeof ERRORS)[];
}>;

const ERRORS = {
  400: "What was sent is not as expected: `field` and `message` say where and how.",
  401: "No e-mail and password were sent, or they are not right.",
  403: "Only owners and administrators may do this, or only owners.",
  404: "There is no such thing in this account.",
  409: "What is there stands against it: `message` says what to do.",
  429: "More than 200 requests in a minute, or too many wrong passwords: come back after `Retry-After` seconds.",
  503: "The database does not answer: try again in a moment.",
} as const;
const ALWAYS = [401, 429, 503] as const;

/** A route's schema with what the page says of it, and with the errors that it answers. */
export function documented<Schema extends FastifySchema>(about: About, schema: Schema): Schema {
  const { operationId, tag, summary, description, answer, errors = [] } = about;
  const response = successes(schema, answer);
  for (const status of [...errors, ...ALWAYS])
    response[status] = { ...ApiError, description: ERRORS[status] };
  return { ...schema, operationId, tags: [tag], summary, description, response };
}

/** Without a body it is a deletion. */
function successes({ response }: FastifySchema, description: string): Record<string, unknown> {
  const bodies = Object.entries(response ?? { 204: { type: "null" } });
  return Object.fromEntries(bodies.map(([status, body]) => [status, { ...body, description }]));
}

/** To be called before the routes are made: it listens to their making. */
export async function documentApi(app: HttpApp): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: OPEN_API,
    // Each route stands at two prefixes, which the page shows as two servers.
    transform: ({ schema, url }) => ({
      url,
      schema: url.startsWith(`${CHAT_PREFIX}/`) ? { ...schema, hide: true } : schema,
    }),
  });
  await app.register(fastifySwaggerUi, {
    routePrefix: "/api/docs",
    uiConfig: { docExpansion: "list", deepLinking: true, tryItOutEnabled: true },
    theme: {
      title: "Causerie API",
      css: [{ filename: "causerie.css", content: PAGE_CSS }],
      favicon: [{ filename: "favicon.svg", rel: "icon", type: "image/svg+xml", sizes: "any", content: ICON }],
    },
  });
}

export const CHAT_PREFIX = "/api/v2/chat";
export const PREFIX = "/api/v2";

const OPEN_API: NonNullable<FastifyDynamicSwaggerOptions["openapi"]> = {
  openapi: "3.1.0",
  info: {
    title: "Causerie API",
    version: VERSION,
    license: { name: "MIT", identifier: "MIT" },
    description: `The public API of this chat server, in the shapes of Zendesk Chat’s REST API v2, so that what was written for that works here.

- **Who calls** sends an agent’s e-mail and password by Basic authentication. Everybody may read; owners and administrators write.
- **Bodies** are JSON, under any \`Content-Type\` or none. Unknown fields are ignored, \`null\` counts as not given, \`a.b\` is \`{"a": {"b": …}}\`, and 0 and 1 are taken for flags.
- **Answers** are bare objects and arrays. Times are ISO 8601 in UTC, to the second.
- **Errors** are \`{"error": {"code", "message", "field"?, "reason"?}}\`. What is another account’s is answered like what does not exist.
- **Limit**: 200 requests a minute for each endpoint and agent; past it 429 with \`Retry-After\`.`,
  },
  servers: [
    { url: PREFIX, description: "This server" },
    { url: CHAT_PREFIX, description: "This server, at the paths of a Zendesk subdomain" },
  ],
  tags: [
    { name: "Account", description: "The account itself" },
    { name: "Agents", description: "Who answers visitors" },
    { name: "Departments", description: "What agents are grouped by, and chats are transferred to" },
  ],
  components: {
    securitySchemes: {
      basic: { type: "http", scheme: "basic", description: "An agent’s e-mail and password" },
    },
  },
  security: [{ basic: [] }],
};

/** The bar would show the page's own address and another product's name. */
/** No answer of ours links to others: on a phone its column would halve the one that is read. */
const PAGE_CSS = `
.swagger-ui .topbar { display: none }
@media (max-width: 640px) {
  .swagger-ui .responses-table :is(.response-col_links, .col_header.response-col_links) { display: none }
  .swagger-ui .responses-table { table-layout: fixed }
  .swagger-ui .responses-table :is(.response-col_status, .col_header.response-col_status) { width: 48px }
  .swagger-ui .opblock .opblock-body .responses-inner { padding: 12px 8px }
}`;

const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#4a53df"/><path d="M9 8.5h14a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3h-6.2l-4.6 3.9a.7.7 0 0 1-1.2-.5v-3.4H9a3 3 0 0 1-3-3v-7a3 3 0 0 1 3-3Z" fill="#fff"/></svg>`;
