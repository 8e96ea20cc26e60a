import { notifications } from "@mantine/notifications";
import { wordsOfPage } from "../words/Words.tsx";

/** What could not be done, said once in the corner; the same words never stack up. */
export function tell(message: string): void {
  notifications.hide(message);
  const closeButtonProps = { "aria-label": wordsOfPage().close };
  notifications.show({ id: message, message, autoClose: 6000, withBorder: true, closeButtonProps });
}
