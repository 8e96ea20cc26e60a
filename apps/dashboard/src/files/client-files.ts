import type { AgentClient, FileTarget } from "@causerie/client";
import { ClientFiles, type SeenLink } from "@causerie/client/files";
import { useCallback, useSyncExternalStore } from "react";
import { useAgentClient } from "../connection/AgentConnection.tsx";

const filesOf = new WeakMap<AgentClient, ClientFiles<FileTarget>>();

export function useClientFiles(): ClientFiles<FileTarget> {
  const client = useAgentClient();
  const known = filesOf.get(client);
  if (known) return known;
  const files = new ClientFiles(client.files);
  filesOf.set(client, files);
  return files;
}

/** Where a file is; undefined until the server has said, null when it is not there for me. */
export function useFileLink(fileId: string): SeenLink | null | undefined {
  const { links } = useClientFiles();
  return useSyncExternalStore(links.subscribe, () => links.of(fileId));
}

/** For a composer of this chat. The first answer to a file sent to a visitor names the chat. */
export function useSendFiles(
  target: FileTarget,
  onChat?: (chatId: string) => void,
): (files: readonly File[]) => void {
  const clientFiles = useClientFiles();
  const key = "chatId" in target ? target.chatId : target.visitorId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a target is what its id says.
  return useCallback(
    (files) => {
      for (const file of files)
        void clientFiles.send(target, file).then((answer) => answer.ok && onChat?.(answer.chatId));
    },
    [clientFiles, key, onChat],
  );
}
