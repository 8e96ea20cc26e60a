import { Button } from "@mantine/core";
import { IconUserSearch, IconUsers } from "@tabler/icons-react";
import { Snippet } from "../home/Snippet.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useWords } from "../words/Words.tsx";

export function NobodyHere() {
  const words = useWords();
  return (
    <EmptyState icon={<IconUsers size={22} />} title={words.emptySite} hint={words.emptySiteHint}>
      <Snippet />
    </EmptyState>
  );
}

export function NobodyFound({ q, onClear }: { q: string; onClear: () => void }) {
  const words = useWords();
  return (
    <EmptyState icon={<IconUserSearch size={22} />} title={words.nobodyFound(q)} hint={words.nobodyFoundHint}>
      <Button variant="default" onClick={onClear}>
        {words.clearSearch}
      </Button>
    </EmptyState>
  );
}
