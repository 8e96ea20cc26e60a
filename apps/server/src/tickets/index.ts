export { ticketRoutes } from "./http.ts";
export { measureMails } from "./metrics.ts";
export { createMails, createTickets, type Mails, type Tickets } from "./tickets.ts";
