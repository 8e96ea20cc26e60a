export * from "./agent.ts";
export * from "./browser.ts";
export * from "./visitor.ts";
