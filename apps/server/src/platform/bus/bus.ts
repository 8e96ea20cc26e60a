export type NodeId = string;

/**
 * What the nodes of one installation tell each other. It may lose, repeat and reorder: whoever listens looks at the
 * store itself where it matters, and nobody's correctness depends on it.
 */
export type Bus = {
  /** Of this node, since its start. */
  readonly nodeId: NodeId;
  /** `News`: plain data, as JSON has it. Every node knows a topic by the same name. */
  topic<News>(name: string): Topic<News>;
  /**
   * News may have been missed, of this node's or the others': reread what is kept up by them. While the bus is away,
   * every BEAT_MS.
   */
  onGap(listener: () => void): () => void;
  /** A node said good-bye or was not heard of for NODE_SILENT_MS. One that is heard of again has gaps. */
  onNodeGone(listener: (nodeId: NodeId) => void): () => void;
  /** Those that are heard of just now: of another one that is at work, what it tells is missed. */
  others(): ReadonlySet<NodeId>;
  /** How long news took to come back to this node last; null: the bus is away. */
  lagMs(): number | null;
  /** Says good-bye. */
  close(): Promise<void>;
};

export type Topic<News> = {
  /** Never fails and never waits: what cannot be told is lost, and the others have a gap. */
  tell(news: News): void;
  /**
   * Hears the other nodes, after `tell` has returned, each node's news in their order. A listener that throws is
   * logged, and keeps nothing from the others. Returns what stops it.
   */
  listen(listener: (news: News, from: NodeId) => void): () => void;
};

/** Every node says that it is there, news or none. */
export const BEAT_MS = 1_000;

/** Two beats may be late before a node counts as not heard of. */
export const NODE_QUIET_MS = 2.5 * BEAT_MS;

/** Some beats may be lost; a dead node is noticed within ten seconds. */
export const NODE_SILENT_MS = 6_000;
