import { ActionIcon, FileButton, Tooltip } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { useRef } from "react";
import { useWords } from "../words/Words.tsx";

/** Several at once; the same file may be chosen again. */
export function AttachButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const words = useWords();
  const reset = useRef<() => void>(null);
  const take = (files: File[]) => {
    onFiles(files);
    reset.current?.();
  };
  return (
    <FileButton multiple onChange={take} resetRef={reset} inputProps={{ "aria-hidden": true, tabIndex: -1 }}>
      {(props) => (
        <Tooltip label={words.attach} openDelay={400}>
          <ActionIcon {...props} variant="subtle" color="gray" size={32} aria-label={words.attach}>
            <IconPaperclip size={18} />
          </ActionIcon>
        </Tooltip>
      )}
    </FileButton>
  );
}
