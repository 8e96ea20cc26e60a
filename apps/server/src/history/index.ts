export { historyRoutes } from "./http.ts";
