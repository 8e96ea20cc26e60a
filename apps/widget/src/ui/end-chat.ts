import type { PanelModel } from "./panel-model.ts";

/** Ends the chat at once, without asking. Why it was refused is said beside the composer's button. */
export async function endChat({ host, ending }: PanelModel): Promise<void> {
  ending.value = "asked";
  const answer = await host.client.endChat();
  ending.value = answer.ok ? null : answer.refusal;
}
