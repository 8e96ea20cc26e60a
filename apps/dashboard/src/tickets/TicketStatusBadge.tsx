import type { TicketStatus } from "@causerie/protocol";
import { StatusBadge } from "../visitors/StatusBadge.tsx";
import { useWords } from "../words/Words.tsx";

export function TicketStatusBadge({ status }: { status: TicketStatus }) {
  const { statusIs } = useWords().tickets;
  return <StatusBadge kind={status === "open" ? "requesting" : "idle"}>{statusIs[status]}</StatusBadge>;
}
