/** Branded ids: a chat's id is never passed where a visitor's is meant. Numbers are below 2^53. */
declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

export type AccountId = Branded<number, "AccountId">;
export type AgentId = Branded<number, "AgentId">;
export type DepartmentId = Branded<number, "DepartmentId">;
export type VisitorId = Branded<string, "VisitorId">;
/** Unguessable: 128 random bits, so that an id alone tells nothing and finds nothing. */
export type FileId = Branded<string, "FileId">;
/** `YYMM.account.random`, as Zendesk Chat writes it. */
export type ChatId = Branded<string, "ChatId">;
/** Chosen by whoever gives the command, unique per actor, kept for ever. */
export type CommandId = Branded<string, "CommandId">;

/** Milliseconds since 1970, UTC. */
export type EpochMs = number;
