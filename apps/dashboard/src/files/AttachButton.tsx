import { acceptOf } from "@causerie/protocol/file-types";
import { ActionIcon, FileButton, Tooltip } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { useRef } from "react";
import { useAgentState } from "../connection/AgentConnection.tsx";
import { useWords } from "../words/Words.tsx";

type Props = { onFiles: (files: File[]) => void; isRefusing?: boolean };

/**
 * Several at once; the same file may be chosen again. `isRefusing`: none are taken now, so that none are asked for;
 * `onFiles` is to say why. The button is the same one, and keeps the focus.
 */
export function AttachButton({ onFiles, isRefusing = false }: Props) {
  const fileTypes = useAgentState((state) => state.settings?.fileTypes);
  const reset = useRef<() => void>(null);
  const take = (files: File[]) => {
    onFiles(files);
    reset.current?.();
  };
  return (
    <FileButton
      multiple
      {...(fileTypes && { accept: acceptOf(fileTypes) })}
      onChange={take}
      resetRef={reset}
      inputProps={{ "aria-hidden": true, tabIndex: -1 }}
    >
      {({ onClick }) => <Clip onClick={isRefusing ? () => onFiles([]) : onClick} />}
    </FileButton>
  );
}

function Clip(props: { onClick: () => void }) {
  const words = useWords();
  return (
    <Tooltip label={words.attach} openDelay={400}>
      <ActionIcon {...props} variant="subtle" color="gray" size={32} aria-label={words.attach}>
        <IconPaperclip size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
