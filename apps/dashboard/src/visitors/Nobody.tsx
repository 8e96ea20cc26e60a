import { Button } from "@mantine/core";
import { IconUserSearch, IconUsers } from "@tabler/icons-react";
import { Snippet } from "../home/Snippet.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useWords } from "../words/Words.tsx";

type Props = {
  q: string;
  isFiltered: boolean;
  onClearSearch: () => void;
  onClearFilter: () => void;
};

/** Why the list is empty, and the way out. */
export function Nobody({ q, isFiltered, onClearSearch, onClearFilter }: Props) {
  const words = useWords();
  if (q) {
    return (
      <NotFound
        title={words.nobodyFound(q)}
        hint={words.nobodyFoundHint}
        action={words.clearSearch}
        onAct={onClearSearch}
      />
    );
  }
  if (isFiltered) {
    return (
      <NotFound
        title={words.nobodyFiltered}
        hint={words.nobodyFilteredHint}
        action={words.clearFilters}
        onAct={onClearFilter}
      />
    );
  }
  return (
    <EmptyState icon={<IconUsers size={22} />} title={words.emptySite} hint={words.emptySiteHint}>
      <Snippet />
    </EmptyState>
  );
}

function NotFound({
  title,
  hint,
  action,
  onAct,
}: {
  title: string;
  hint: string;
  action: string;
  onAct: () => void;
}) {
  return (
    <EmptyState icon={<IconUserSearch size={22} />} title={title} hint={hint}>
      <Button variant="default" onClick={onAct}>
        {action}
      </Button>
    </EmptyState>
  );
}
