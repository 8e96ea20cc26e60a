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
  /** News may have been missed, of this node's or the others': reread what is kept up by them. */
  onGap(listener: () => void): () => void;
  /** A node said good-bye or was not heard of for NODE_SILENT_MS. One that is heard of again has gaps. */
  onNodeGone(listener: (nodeId: NodeId) => void): () => void;
  /** Says good-bye. */
  close(): Promise<void>;
};

export type Topic<News> = {
  tell(news: News): void;
  /** Hears the other nodes. Returns what stops it. */
  listen(listener: (news: News, from: NodeId) => void): () => void;
};

/** Every node says that it is there, news or none. */
export const BEAT_MS = 1_000;

/** Some beats may be lost; a dead node is noticed within ten seconds. */
export const NODE_SILENT_MS = 6_000;
