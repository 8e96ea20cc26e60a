/**
 * Tells the chat what the visitor holds. Its script is loaded asynchronously and may never come: until it does, the
 * call waits in a queue that it replays when it starts.
 */
export function tellChat(values) {
  window.causerie ??= { queue: [] };
  if (window.causerie.set) window.causerie.set(values);
  else window.causerie.queue.push(["set", values]);
}
