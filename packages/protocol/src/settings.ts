import Type, { type Static } from "typebox";
import { FILE_TYPES } from "./file-types.ts";
import type { AgentRole } from "./session.ts";
import { TIME_OUT_BOUNDS } from "./time-outs.ts";

// What administrators read and write over /dashboard-api. Errors: HttpError of session.ts.

/** `PATCH /settings`: only what is given changes. The answer: AccountSettings. */
export const SettingsChanges = Type.Object(
  {
    ratingEnabled: Type.Optional(Type.Boolean()),
    offlineTransfers: Type.Optional(Type.Boolean()),
    /** [SE9] The pictures are among them, named or not. */
    fileTypes: Type.Optional(Type.Array(Type.Enum([...FILE_TYPES]), { maxItems: 100 })),
    agentGoneAfterMs: Type.Optional(Type.Integer(TIME_OUT_BOUNDS.agentGoneAfterMs)),
    visitorGoneAfterMs: Type.Optional(Type.Integer(TIME_OUT_BOUNDS.visitorGoneAfterMs)),
    chatIdleAfterMs: Type.Optional(Type.Integer(TIME_OUT_BOUNDS.chatIdleAfterMs)),
  },
  { additionalProperties: false },
);
export type SettingsChanges = Static<typeof SettingsChanges>;

/** `GET /mail`: what the installation's environment says. Null: not set up. */
export type MailSetUp = { from: string | null; ticketEmail: string | null };

const Id = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
export const IdPath = Type.Object({ id: Id });

/** Of a department. It must not be of spaces alone. */
export const DepartmentName = Type.String({ minLength: 1, maxLength: 100, pattern: "\\S" });
export const DepartmentDescription = Type.String({ maxLength: 1000 });
export const AgentIds = Type.Array(Id, { maxItems: 5000 });

/** `POST /departments` */
export const DepartmentBody = Type.Object(
  {
    name: DepartmentName,
    description: DepartmentDescription,
    enabled: Type.Boolean(),
    members: AgentIds,
  },
  { additionalProperties: false },
);
export type DepartmentBody = Static<typeof DepartmentBody>;

/** `PATCH /departments/{id}`: only what is given changes. */
export const DepartmentPatch = Type.Partial(DepartmentBody, { additionalProperties: false });
export type DepartmentPatch = Static<typeof DepartmentPatch>;

/** `GET /departments`, and the answer to writing one. `members`: disabled agents too. */
export type DepartmentDetails = {
  departmentId: number;
  name: string;
  description: string;
  enabled: boolean;
  members: number[];
};

const Role = Type.Union([Type.Literal("owner"), Type.Literal("administrator"), Type.Literal("agent")]);

/** `POST /agents`. `password`: not used where the e-mail is that of a person who works for another account. */
export const AgentBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, pattern: "\\S" }),
    email: Type.String({ minLength: 3, maxLength: 254, format: "email" }),
    password: Type.String({ minLength: 8, maxLength: 128 }),
    role: Role,
    enabled: Type.Boolean(),
    departments: Type.Array(Id, { maxItems: 1000 }),
  },
  { additionalProperties: false },
);
export type AgentBody = Static<typeof AgentBody>;

/** `PATCH /agents/{id}`: only what is given changes. */
export const AgentPatch = Type.Partial(AgentBody, { additionalProperties: false });
export type AgentPatch = Static<typeof AgentPatch>;

/** `GET /agents`, and the answer to writing one. Times: epoch ms. */
export type AgentDetails = {
  agentId: number;
  name: string;
  email: string;
  role: AgentRole;
  enabled: boolean;
  departments: number[];
  lastSignInAt: number | null;
};
