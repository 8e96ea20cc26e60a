import { type CommandId, isOpen } from "@causerie/domain";
import type { LiveChat } from "./live-chat.ts";
import type { Order, Perform } from "./perform.ts";

/** [CH12] For a chat whose visitor is here: if it says that the visitor is gone, it notes that they are back. */
export async function noteBack(perform: Perform, { chatId, accountId, state }: LiveChat): Promise<void> {
  if (!isOpen(state) || state.visitorGoneSince === null) return;
  const commandId = `visitor-back:${chatId}:${state.visitorGoneSince}` as CommandId;
  const order: Order = { accountId, actor: "system", commandId };
  await perform.onChat(order, chatId, { type: "RecordVisitorBack" });
}
