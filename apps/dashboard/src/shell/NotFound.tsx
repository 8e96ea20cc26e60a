import { IconMapOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./Shell.module.css";

export function NotFound() {
  const words = useWords();
  return (
    <main className={classes.alone}>
      <EmptyState icon={<IconMapOff size={22} />} title={words.pageNotFound} hint={words.pageNotFoundHint}>
        <Link to="/">{words.home}</Link>
      </EmptyState>
    </main>
  );
}
