export { ticketRoutes } from "./http.ts";
export { createTickets, type Tickets } from "./tickets.ts";
