export { ticketRoutes } from "./http.ts";
export { measureMails } from "./metrics.ts";
export { createTickets, type Tickets } from "./tickets.ts";
