export * from "./api.ts";
export * from "./close-codes.ts";
export * from "./commands.ts";
export * from "./frames.ts";
export * from "./paths.ts";
export * from "./resources.ts";
export * from "./session.ts";
export * from "./version.ts";
