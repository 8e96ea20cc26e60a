export * from "./memory-storage.ts";
export * from "./simulated-browser.ts";
export * from "./simulated-clock.ts";
export * from "./simulated-network.ts";
