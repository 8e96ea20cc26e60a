import { Button, Skeleton } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { HttpFailure } from "../ui/ask.ts";
import { DialogFault } from "../ui/DialogFault.tsx";
import { Late } from "../ui/Late.tsx";
import { useWords } from "../words/Words.tsx";
import { wordFailure } from "./word-failure.ts";

type Props<Data> = { query: UseQueryResult<Data, HttpFailure>; children: (data: Data) => ReactNode };

/** What was asked for, or that it is on its way, or why it is not. */
export function Loaded<Data>({ query, children }: Props<Data>) {
  const words = useWords();
  if (query.data !== undefined) return children(query.data);
  if (!query.error)
    return (
      <Late>
        <Skeleton height={220} radius="md" />
      </Late>
    );
  return (
    <>
      <DialogFault text={`${words.settingsRoom.loadFailed} ${wordFailure(words, query.error)}`} />
      <div>
        <Button variant="default" onClick={() => void query.refetch()}>
          {words.tryAgain}
        </Button>
      </div>
    </>
  );
}
