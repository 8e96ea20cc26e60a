import { IconMapOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useWords } from "../words/Words.tsx";

export function NotFound() {
  const words = useWords();
  return (
    <EmptyState icon={<IconMapOff size={22} />} title={words.pageNotFound} hint={words.pageNotFoundHint}>
      <Link to="/">{words.home}</Link>
    </EmptyState>
  );
}
