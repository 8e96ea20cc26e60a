import type { Announcement, Bus, VisitorAnnouncement } from "./bus.ts";

/** All nodes in one process: the default, and what tests run several nodes on. */
export function inProcessBus(): Bus {
  const chats = topic<Announcement>();
  const visitors = topic<VisitorAnnouncement>();
  return {
    announce: chats.tell,
    onAnnouncement: chats.listen,
    announceVisitor: visitors.tell,
    onVisitor: visitors.listen,
  };
}

function topic<News>() {
  const listeners = new Set<(news: News) => void>();
  return {
    tell: (news: News) => {
      for (const listener of listeners) listener(news);
    },
    listen: (listener: (news: News) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
