import Type, { type Static, type TSchema } from "typebox";
import { DepartmentName } from "./settings.ts";

// The public API, in the shapes of Zendesk Chat's REST API v2. Times are ISO 8601 in UTC, to the second.
// Errors: HttpError of session.ts, with 400 (invalid), 401, 403, 404, 409 (conflict) or 429 (with Retry-After).

function Nullable<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()]);
}

const id = { minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
const Id = Type.Integer(id);
const Email = Type.String({ minLength: 3, maxLength: 254, format: "email" });
const Password = Type.String({ minLength: 8, maxLength: 128 });
const Name = Type.String({ maxLength: 100 });

/** `role_id` of the three built-in roles. */
export const API_ROLE_IDS = { owner: 1, administrator: 2, agent: 3 } as const;

export const ApiAgentPath = Type.Object({ id: Id });
export const ApiAgentEmailPath = Type.Object({ email: Type.String({ minLength: 1, maxLength: 254 }) });

/** `GET /agents`: ascending ids; clients page by the last id + 1 until the list is empty. */
export const ApiAgentsQuery = Type.Object({
  since_id: Type.Optional(Type.Integer({ ...id, description: "Only ids from this one on, it included" })),
  max_id: Type.Optional(
    Type.Integer({
      ...id,
      description: "Only ids up to this one, it included: alone, the last `limit` of them",
    }),
  ),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 1000 })),
});
export type ApiAgentsQuery = Static<typeof ApiAgentsQuery>;

export const ApiAgent = Type.Object({
  id: Id,
  email: Type.String(),
  display_name: Type.String({ description: "What visitors see" }),
  first_name: Type.String(),
  last_name: Type.String(),
  create_date: Type.String(),
  last_login: Nullable(Type.String()),
  login_count: Type.Integer(),
  enabled: Type.Boolean({ description: "A disabled agent cannot sign in" }),
  role_id: Type.Integer({ description: "1 owner, 2 administrator, 3 agent" }),
  roles: Type.Object({ owner: Type.Boolean(), administrator: Type.Boolean() }),
  departments: Type.Array(Id),
  enabled_departments: Type.Array(Id),
  skills: Type.Array(Id),
  scope: Nullable(Type.String()),
});
export type ApiAgent = Static<typeof ApiAgent>;

const agentFields = {
  display_name: Type.Optional(Name),
  first_name: Type.Optional(Name),
  last_name: Type.Optional(Name),
  enabled: Type.Optional(Type.Boolean({ description: "0 and 1 are taken too" })),
  role_id: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 3, description: "Not used where `roles` is given" }),
  ),
  roles: Type.Optional(
    Type.Object({
      owner: Type.Optional(Type.Boolean()),
      administrator: Type.Optional(Type.Boolean()),
    }),
  ),
  departments: Type.Optional(Type.Array(Id, { maxItems: 1000 })),
};

/**
 * `POST /agents`. 409 where the e-mail is an agent's of this account. One who works for another account keeps their
 * own password. Unknown fields are ignored.
 */
export const ApiNewAgent = Type.Object({ email: Email, password: Password, ...agentFields });
export type ApiNewAgent = Static<typeof ApiNewAgent>;

/** `PUT /agents/{id}`: only what is given changes; null counts as not given; dotted keys as nested ones. */
export const ApiAgentChanges = Type.Object({
  email: Type.Optional(Email),
  password: Type.Optional(Password),
  ...agentFields,
});
export type ApiAgentChanges = Static<typeof ApiAgentChanges>;

export const ApiDepartmentPath = Type.Object({ id: Id });
export const ApiDepartmentNamePath = Type.Object({ name: Type.String({ minLength: 1, maxLength: 100 }) });

export const ApiDepartment = Type.Object({
  id: Id,
  name: Type.String(),
  description: Type.String(),
  enabled: Type.Boolean({ description: "Visitors and transfers are offered enabled departments only" }),
  members: Type.Array(Id, { description: "Ids of agents, disabled ones included" }),
  settings: Type.Object({
    chat_enabled: Type.Boolean({ description: "The same switch as `enabled`" }),
    support_group_id: Type.Integer({ description: "Kept for clients; nothing here acts on it. 0: none" }),
    solved_ticket_reassignment_strategy: Type.String({
      description: "Kept for clients; nothing here acts on it",
    }),
  }),
});
export type ApiDepartment = Static<typeof ApiDepartment>;

const departmentFields = {
  description: Type.Optional(Type.String({ maxLength: 1000 })),
  enabled: Type.Optional(Type.Boolean({ description: "0 and 1 are taken too" })),
  members: Type.Optional(Type.Array(Id, { maxItems: 5000 })),
  settings: Type.Optional(
    Type.Object({
      chat_enabled: Type.Optional(
        Type.Boolean({ description: "The same switch as `enabled`; of two, the one that changes it counts" }),
      ),
      support_group_id: Type.Optional(Id),
      solved_ticket_reassignment_strategy: Type.Optional(Type.String({ maxLength: 100 })),
    }),
  ),
};

/** `POST /departments`. 409 where the name is another department's, in whatever case. Unknown fields are ignored. */
export const ApiNewDepartment = Type.Object({ name: DepartmentName, ...departmentFields });
export type ApiNewDepartment = Static<typeof ApiNewDepartment>;

/** `PUT /departments/{id}`: only what is given changes; null counts as not given; dotted keys as nested ones. */
export const ApiDepartmentChanges = Type.Object({
  name: Type.Optional(DepartmentName),
  ...departmentFields,
});
export type ApiDepartmentChanges = Static<typeof ApiDepartmentChanges>;

const billingTexts = [
  "company",
  "first_name",
  "last_name",
  "email",
  "address1",
  "address2",
  "city",
  "state",
  "postal_code",
  "country_code",
  "additional_info",
  "phone",
] as const;

const planFeatures = [
  "sla",
  "monitoring",
  "rest_api",
  "email_reports",
  "daily_reports",
  "chat_reports",
  "agent_reports",
  "agent_leaderboard",
  "unbranding",
  "high_load",
  "ip_restriction",
  "support",
  "operating_hours",
  "file_upload",
  "analytics",
  "integrations",
] as const;

/** `GET /account`. Nothing is sold here: billing and plan are what clients expect. */
export const ApiAccount = Type.Object({
  account_key: Type.String({ description: "The widget’s key" }),
  status: Type.Literal("active"),
  create_date: Type.String(),
  billing: Type.Object({
    ...fieldsOf(billingTexts, Type.String()),
    cycle: Type.Integer(),
  }),
  plan: Type.Object({
    name: Type.String(),
    price: Type.Number(),
    max_agents: Type.Integer(),
    goals: Type.Integer(),
    max_departments: Type.String(),
    max_concurrent_chats: Type.String(),
    max_history_search_days: Type.String(),
    max_basic_triggers: Type.String(),
    max_advanced_triggers: Type.String(),
    widget_customization: Type.String(),
    short_desc: Type.String(),
    long_desc: Type.String(),
    ...fieldsOf(planFeatures, Type.Boolean()),
  }),
});
export type ApiAccount = Static<typeof ApiAccount>;

/** Every error of the API: HttpError of session.ts. */
export const ApiError = Type.Object({
  error: Type.Object({
    code: Type.String({ description: "What kind of error: `invalid`, `not-found`, `conflict`, …" }),
    message: Type.String({ description: "For people: what is wrong and what to do next" }),
    field: Type.Optional(Type.String({ description: "The field at fault, where it is one" })),
    reason: Type.Optional(Type.String({ description: "Which of several causes of one code" })),
    retryAfterSeconds: Type.Optional(Type.Integer()),
  }),
});

function fieldsOf<Name extends string, Schema extends TSchema>(names: readonly Name[], schema: Schema) {
  // Object.fromEntries forgets the names.
  return Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, Schema>;
}
