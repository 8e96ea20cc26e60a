import type { Announcement, Bus } from "./bus.ts";

/** All nodes in one process: the default, and what tests run several nodes on. */
export function inProcessBus(): Bus {
  const listeners = new Set<(announcement: Announcement) => void>();
  return {
    announce: (announcement) => {
      for (const listener of listeners) listener(announcement);
    },
    onAnnouncement: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
