import { Button } from "@mantine/core";
import { IconHistory, IconPlugX } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { type Change, stepOf } from "../ui/address.ts";
import { HttpFailure } from "../ui/ask.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { RoomHeading } from "../ui/RoomHeading.tsx";
import { useWords } from "../words/Words.tsx";
import { HistoryFilters } from "./HistoryFilters.tsx";
import classes from "./HistoryPage.module.css";
import { HistoryTable } from "./HistoryTable.tsx";
import { type HistorySearch, isFiltered } from "./history-search.ts";
import { useHistory } from "./use-history.ts";

const route = getRouteApi("/signed-in/history");

/** [HI1] Chats that are over, and messages left while nobody was online. */
export function HistoryPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (change: HistorySearch, how: Change) =>
    void navigate({ search: (before) => ({ ...before, ...change }), ...stepOf(how) });
  return (
    <div className={classes.page}>
      <Heading />
      <HistoryFilters search={search} onChange={choose} />
      <Rows search={search} onClear={() => void navigate({ search: {} })} />
    </div>
  );
}

function Heading() {
  const words = useWords();
  const unread = useAgentState((state) => state.unreadMessages);
  return (
    <header className={classes.header}>
      <RoomHeading className={classes.title}>{words.history}</RoomHeading>
      {unread > 0 && <p className={classes.unread}>{words.unreadMessages(unread)}</p>}
    </header>
  );
}

function Rows({ search, onClear }: { search: HistorySearch; onClear: () => void }) {
  const words = useWords();
  const { rows, isRead, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useHistory(search);
  if (error && !isRead) return <Failed error={error} onRetry={() => void refetch()} />;
  if (isRead && rows.length === 0 && isFiltered(search)) {
    return (
      <EmptyState
        icon={<IconHistory size={22} />}
        title={words.nothingFiltered}
        hint={words.nothingFilteredHint}
      >
        <Button variant="default" onClick={onClear}>
          {words.clearFilters}
        </Button>
      </EmptyState>
    );
  }
  if (isRead && rows.length === 0) {
    return (
      <EmptyState icon={<IconHistory size={22} />} title={words.historyEmpty} hint={words.historyEmptyHint} />
    );
  }
  return (
    <HistoryTable
      rows={isRead ? rows : null}
      hasMore={hasNextPage}
      onEnd={() => {
        if (!isFetchingNextPage) void fetchNextPage();
      }}
    />
  );
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const words = useWords();
  const code = error instanceof HttpFailure ? error.code : "defect";
  return (
    <EmptyState
      icon={<IconPlugX size={22} />}
      title={words.historyFailed}
      hint={words.httpErrors[code](null)}
    >
      <Button onClick={onRetry}>{words.tryAgain}</Button>
    </EmptyState>
  );
}
