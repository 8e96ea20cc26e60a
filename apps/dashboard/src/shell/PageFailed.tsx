import { Button } from "@mantine/core";
import { IconPlugX } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { sessionQuery } from "../session/session.ts";
import { HttpFailure } from "../ui/ask.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { useWords } from "../words/Words.tsx";
import classes from "./Shell.module.css";

/** A room that could not be shown: nearly always the server does not answer. */
export function PageFailed({ error }: { error: unknown }) {
  const words = useWords();
  const router = useRouter();
  const queryClient = useQueryClient();
  const code = error instanceof HttpFailure ? error.code : "defect";
  const tryAgain = () => {
    queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
    void router.invalidate();
  };
  return (
    <main className={classes.alone}>
      <EmptyState icon={<IconPlugX size={22} />} title={words.broken} hint={words.httpErrors[code](null)}>
        <Button onClick={tryAgain}>{words.tryAgain}</Button>
      </EmptyState>
    </main>
  );
}
