import { isVisitorChat } from "@causerie/domain";
import { Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useAgentClient } from "../../connection/AgentConnection.tsx";
import { visitorName } from "../../visitors/visitor-name.ts";
import { useWords } from "../../words/Words.tsx";
import { transcriptOf } from "../transcript.ts";
import { wholeLog } from "../whole-log.ts";
import type { ActionProps } from "./props.ts";

export function ExportTranscriptItem({ chat: { chatId, view } }: ActionProps) {
  const words = useWords();
  const client = useAgentClient();
  if (!isVisitorChat(view)) return null;
  const visitor = visitorName(words, view.visitor);
  const save = async () => {
    const chat = await wholeLog(client, chatId);
    if (chat) saveText(`${visitor}.txt`, transcriptOf(words, visitor, chat.entries));
  };
  return (
    <Menu.Item leftSection={<IconDownload size={16} />} onClick={save}>
      {words.exportTranscript}
    </Menu.Item>
  );
}

function saveText(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
