import { randomUUID } from "node:crypto";
import type { Bus, NodeId, Topic } from "./bus.ts";

/** What joins the nodes of one process: one by default, several in tests. Nothing is lost on it. */
export type Hub = { join(nodeId?: NodeId): Bus };

type Listener = (news: unknown, from: NodeId) => void;
type Node = { topics: Map<string, Set<Listener>>; gone: Set<(nodeId: NodeId) => void> };

export function inProcessHub(): Hub {
  const nodes = new Map<NodeId, Node>();
  const others = (nodeId: NodeId) => [...nodes].filter(([id]) => id !== nodeId).map(([, node]) => node);
  return {
    join: (nodeId = randomUUID()) => {
      const me: Node = { topics: new Map(), gone: new Set() };
      nodes.set(nodeId, me);
      return {
        nodeId,
        topic: <News>(name: string) => topicOf<News>(name, me, nodeId, () => others(nodeId)),
        onGap: () => () => undefined,
        onNodeGone: (listener) => {
          me.gone.add(listener);
          return () => me.gone.delete(listener);
        },
        close: async () => {
          if (!nodes.delete(nodeId)) return;
          for (const { gone } of nodes.values()) for (const listener of gone) listener(nodeId);
        },
      };
    },
  };
}

function topicOf<News>(name: string, me: Node, nodeId: NodeId, others: () => Node[]): Topic<News> {
  return {
    tell: (news) => {
      for (const { topics } of others())
        for (const listener of topics.get(name) ?? []) listener(news, nodeId);
    },
    listen: (listener) => {
      const listeners = me.topics.get(name) ?? new Set();
      me.topics.set(name, listeners);
      // A topic has one kind of news, on every node.
      listeners.add(listener as Listener);
      return () => listeners.delete(listener as Listener);
    },
  };
}
