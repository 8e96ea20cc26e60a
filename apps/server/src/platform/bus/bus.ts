/** A chat's log has grown to `head`. Announced after the commit, by the node that wrote it. */
export type Announcement = { nodeId: string; accountId: number; chatId: string; head: number };
/** A visitor's details have changed, likewise. */
export type VisitorAnnouncement = { nodeId: string; accountId: number; visitorId: string };

/**
 * Between nodes. It may lose, repeat and reorder: readers look at the log itself, and nobody's correctness
 * depends on it.
 */
export type Bus = {
  announce(announcement: Announcement): void;
  /** Hears every node's announcements, its own included. Returns what stops it. */
  onAnnouncement(listener: (announcement: Announcement) => void): () => void;
  announceVisitor(announcement: VisitorAnnouncement): void;
  onVisitor(listener: (announcement: VisitorAnnouncement) => void): () => void;
};
