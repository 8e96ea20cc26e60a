/** One for all requests: a newer one replaces it. Only where it is allowed and nobody looks. */
export function notifyOnDesktop(tag: string, text: string): void {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  if (document.visibilityState === "visible" && document.hasFocus()) return;
  try {
    const notification = new Notification("Causerie", { body: text, tag, icon: "/favicon.svg" });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
  } catch {
    // Phones allow it only to service workers.
  }
}
