import Type, { type Static } from "typebox";

/** `POST /auth/session` */
export const SignIn = Type.Object({
  email: Type.String({ minLength: 3, maxLength: 254, format: "email" }),
  password: Type.String({ minLength: 1, maxLength: 128 }),
});
export type SignIn = Static<typeof SignIn>;

/** `POST /auth/setup`: makes the owner. `code`: printed at the start, needed from anywhere but loopback. */
export const Setup = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, pattern: "\\S" }),
  email: Type.String({ minLength: 3, maxLength: 254, format: "email" }),
  password: Type.String({ minLength: 8, maxLength: 128 }),
  code: Type.Optional(Type.String({ maxLength: 40 })),
});
export type Setup = Static<typeof Setup>;

export type AgentRole = "owner" | "administrator" | "agent";

/** `GET /auth/session`, and the answer to signing in and setting up. */
export type Session =
  | { state: "setup-needed"; codeNeeded: boolean }
  | { state: "signed-out" }
  | {
      state: "signed-in";
      me: { agentId: number; name: string; email: string; role: AgentRole };
      account: { accountId: number; name: string; key: string };
      /** What to paste into the site's pages. */
      snippet: string;
      demoShopUrl: string | null;
    };

/** Why an agent or a department was not made, changed or deleted. */
export type ManagementRefusal =
  | "administrators-only"
  | "owners-only"
  | "last-owner"
  | "email-taken"
  | "shared-person"
  | "unknown-department"
  | "name-taken"
  | "unknown-agent";

/**
 * Every error of the HTTP doors. `field`: a JSON path, where one field is at fault. `reason`: which of several causes
 * of one code.
 */
export type HttpError = {
  error: {
    code:
      | "invalid"
      | "wrong-credentials"
      | "too-many-attempts"
      | "unauthorised"
      | "forbidden"
      | "not-found"
      | "conflict"
      | "wrong-code"
      | "unavailable"
      | "took-too-long"
      | "defect";
    message: string;
    field?: string;
    reason?: ManagementRefusal;
    retryAfterSeconds?: number;
  };
};
