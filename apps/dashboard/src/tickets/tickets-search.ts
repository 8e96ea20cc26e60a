import type { TicketStatus } from "@causerie/protocol";

/** What of the Tickets room its address holds. Without a status: those that are open. */
export type TicketsSearch = {
  status?: "solved" | "all" | undefined;
  department?: number | undefined;
  q?: string | undefined;
};

export function readTicketsSearch(search: Record<string, unknown>): TicketsSearch {
  const { status, department, q } = search;
  return {
    ...((status === "solved" || status === "all") && { status }),
    ...(Number.isInteger(department) && Number(department) > 0 && { department: Number(department) }),
    ...((typeof q === "string" || typeof q === "number") && q !== "" && { q: String(q).slice(0, 200) }),
  };
}

/** As the server reads it. `before`: a number, for the next page. */
export function addressOf({ status, department, q }: TicketsSearch, before?: number): string {
  const address = new URLSearchParams();
  if (status) address.set("status", status);
  if (department !== undefined) address.set("department", String(department));
  if (q) address.set("q", q);
  if (before !== undefined) address.set("before", String(before));
  return address.toString();
}

/** Beside the status, which is always one or the other. */
export function isFiltered({ department, q }: TicketsSearch): boolean {
  return department !== undefined || q !== undefined;
}

export function statusOf({ status }: TicketsSearch): TicketStatus | "all" {
  return status ?? "open";
}
