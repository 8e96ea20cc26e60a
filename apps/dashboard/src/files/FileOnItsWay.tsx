import type { PendingFile } from "@causerie/client";
import { ActionIcon, Progress } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { LogMessage } from "../chats/lines.ts";
import { useAgentClient } from "../connection/AgentConnection.tsx";
import { useWords } from "../words/Words.tsx";
import { FileFacts } from "./FileFacts.tsx";
import classes from "./Files.module.css";

type Props = { id: string; file: PendingFile; state: LogMessage["state"] };

/** With how far it has come, and a way to take it back, until it is on the server. */
export function FileOnItsWay({ id, file, state }: Props) {
  const words = useWords();
  const client = useAgentClient();
  if (state.kind !== "uploading")
    return (
      <div className={classes.card}>
        <FileFacts file={file} />
      </div>
    );
  const percent = Math.round(state.share * 100);
  return (
    <div className={classes.upload}>
      <div className={classes.card}>
        <FileFacts file={file} />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={words.cancelUpload(file.name)}
          onClick={() => client.discard(id)}
        >
          <IconX size={16} />
        </ActionIcon>
      </div>
      <Progress.Root size={4} className={classes.progress}>
        <Progress.Section value={percent} aria-label={words.uploadOf(file.name)} />
      </Progress.Root>
      <span className={classes.size}>{percent < 100 ? words.uploading(percent) : words.checkingFile}</span>
    </div>
  );
}
