import type { AgentChat, AgentClient } from "@causerie/client";

/** The chat with every entry of its log, older pages fetched; null when it goes away meanwhile. */
export async function wholeLog(client: AgentClient, chatId: string): Promise<AgentChat | null> {
  for (;;) {
    const chat = client.state.chats.get(chatId);
    if (!chat?.hasOlder) return chat ?? null;
    client.loadOlder(chatId);
    await nextChange(client);
  }
}

function nextChange(client: AgentClient): Promise<void> {
  return new Promise((resolve) => {
    const stop = client.subscribe(() => {
      stop();
      resolve();
    });
  });
}
