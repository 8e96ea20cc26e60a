import { useNavigate, useSearch } from "@tanstack/react-router";

/** Each is a part of the address, so that it can be linked and gone back from. */
export const CHAT_DIALOGS = ["invite-agent", "transfer-to-department", "create-ticket"] as const;
export type ChatDialog = (typeof CHAT_DIALOGS)[number];

export function readDialog({ dialog }: Record<string, unknown>): { dialog?: ChatDialog | undefined } {
  const known = CHAT_DIALOGS.find((name) => name === dialog);
  return known ? { dialog: known } : {};
}

/** Which dialog of the chat at hand is open. */
export function useChatDialog() {
  const { dialog } = useSearch({ strict: false });
  const navigate = useNavigate();
  const show = (name: ChatDialog | undefined, replace: boolean) =>
    void navigate({ to: ".", search: (search) => ({ ...search, dialog: name }), replace });
  return {
    dialog,
    open: (name: ChatDialog) => show(name, false),
    close: () => show(undefined, true),
  };
}
