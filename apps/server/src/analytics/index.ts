export { analyticsRoutes } from "./http.ts";
