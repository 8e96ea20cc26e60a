export * from "./arbitraries.ts";
export * from "./builders.ts";
export * from "./cast.ts";
export * from "./given.ts";
