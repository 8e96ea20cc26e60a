import { useCallback, useState } from "react";
import { useWords } from "../words/Words.tsx";

type Take = (files: File[]) => void;

/**
 * [NO2] Whoever attaches a file to a note may think that the visitor gets it, or that they do not. `isRefused`: some were
 * just meant to go with a note. `refusal`: why they would not.
 */
export function useFilesOrNone(isNote: boolean, onFiles: Take | undefined) {
  const words = useWords();
  const [wasRefused, setRefused] = useState(false);
  const refuse = useCallback(() => setRefused(true), []);
  const forgive = useCallback(() => setRefused(false), []);
  if (wasRefused && !isNote) setRefused(false);
  return {
    refusal: isNote ? words.noFilesInNotes : undefined,
    isRefused: wasRefused && isNote,
    takeFiles: isNote && onFiles ? refuse : onFiles,
    forgive,
  };
}
