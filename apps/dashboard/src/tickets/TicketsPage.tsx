import { Button } from "@mantine/core";
import { IconPlugX, IconTicket } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { type Change, stepOf } from "../ui/address.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { RoomHeading } from "../ui/RoomHeading.tsx";
import { useWords } from "../words/Words.tsx";
import { TicketFilters } from "./TicketFilters.tsx";
import classes from "./Tickets.module.css";
import { TicketTable } from "./TicketTable.tsx";
import { useTickets } from "./ticket-queries.ts";
import { isFiltered, type TicketsSearch } from "./tickets-search.ts";

const route = getRouteApi("/signed-in/tickets");

export function TicketsPage() {
  const words = useWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (change: TicketsSearch, how: Change) =>
    void navigate({ search: (before) => ({ ...before, ...change }), ...stepOf(how) });
  const clear = () => choose({ q: undefined, department: undefined }, "chosen");
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <RoomHeading className={classes.title}>{words.tickets.room}</RoomHeading>
        <TicketFilters search={search} onChange={choose} />
      </header>
      <Rows search={search} onClear={clear} />
    </div>
  );
}

function Rows({ search, onClear }: { search: TicketsSearch; onClear: () => void }) {
  const words = useWords();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useTickets(search);
  const rows = data?.pages.flatMap(({ tickets }) => tickets) ?? null;
  if (error && !rows) {
    return (
      <EmptyState
        icon={<IconPlugX size={22} />}
        title={words.tickets.failed}
        hint={words.httpErrors[error.code](null)}
      >
        <Button onClick={() => void refetch()}>{words.tryAgain}</Button>
      </EmptyState>
    );
  }
  if (rows?.length === 0) return <None search={search} onClear={onClear} />;
  return (
    <TicketTable
      rows={rows}
      more={
        hasNextPage && (
          <Button
            variant="default"
            size="xs"
            aria-busy={isFetchingNextPage}
            onClick={() => {
              if (!isFetchingNextPage) void fetchNextPage();
            }}
          >
            {words.tickets.more}
          </Button>
        )
      }
    />
  );
}

function None({ search, onClear }: { search: TicketsSearch; onClear: () => void }) {
  const words = useWords();
  const { none, noneHint, noneOpen, noneOpenHint, noneFound, noneFoundHint, noneSolved, noneSolvedHint } =
    words.tickets;
  const icon = <IconTicket size={22} />;
  if (isFiltered(search)) {
    return (
      <EmptyState icon={icon} title={noneFound} hint={noneFoundHint}>
        <Button variant="default" onClick={onClear}>
          {words.clearFilters}
        </Button>
      </EmptyState>
    );
  }
  if (search.status === undefined) return <NoneSuch icon={icon} title={noneOpen} hint={noneOpenHint} />;
  if (search.status === "solved") return <NoneSuch icon={icon} title={noneSolved} hint={noneSolvedHint} />;
  return <EmptyState icon={icon} title={none} hint={noneHint} />;
}

/** That none is open, or none solved, and that there never was a ticket is not the same. */
function NoneSuch(state: Parameters<typeof EmptyState>[0]) {
  const { tickets } = useWords();
  const { data } = useTickets({ status: "all" });
  if (!data) return null;
  const areThereSome = data.pages.some((page) => page.tickets.length > 0);
  return areThereSome ? (
    <EmptyState {...state} />
  ) : (
    <EmptyState icon={state.icon} title={tickets.none} hint={tickets.noneHint} />
  );
}
