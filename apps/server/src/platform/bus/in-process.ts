import { randomUUID } from "node:crypto";
import { pino } from "pino";
import type { Bus, NodeId } from "./bus.ts";
import { type Batch, BusListeners, type BusLog } from "./listeners.ts";

/** What joins the nodes of one process: one by default, several in tests, which may cut them off. */
export type Hub = {
  join(nodeId?: NodeId): Bus;
  /** From now on the node neither hears nor is heard, and the others know that it is gone. */
  cut(nodeId: NodeId): void;
  /** It hears and is heard again; what was told meanwhile is lost to it, and its own to the others. */
  heal(nodeId: NodeId): void;
};

type Node = { listeners: BusListeners; isCut: boolean };

export function inProcessHub(log: BusLog = pino({ level: "error" })): Hub {
  const nodes = new Map<NodeId, Node>();
  const othersOf = (nodeId: NodeId) => {
    const isHeard = nodes.get(nodeId)?.isCut === false;
    return [...nodes].filter(([id, { isCut }]) => isHeard && id !== nodeId && !isCut);
  };
  const tellGone = (nodeId: NodeId) => {
    for (const [, { listeners }] of othersOf(nodeId)) listeners.tellGone(nodeId);
  };
  const send = (batch: Batch, from: NodeId) => {
    const others = othersOf(from);
    if (others.length === 0) return;
    // As another process would read it.
    const text = JSON.stringify(batch);
    for (const [, { listeners }] of others) listeners.hear(JSON.parse(text) as Batch, from);
  };
  return {
    join: (nodeId = randomUUID()) => {
      const listeners = new BusListeners((batch) => send(batch, nodeId), log);
      nodes.set(nodeId, { listeners, isCut: false });
      return {
        nodeId,
        topic: (name) => listeners.topic(name),
        onGap: (listener) => listeners.onGap(listener),
        onNodeGone: (listener) => listeners.onNodeGone(listener),
        others: () => new Set(othersOf(nodeId).map(([id]) => id)),
        lagMs: () => (nodes.get(nodeId)?.isCut ? null : 0),
        close: async () => {
          listeners.flush();
          tellGone(nodeId);
          nodes.delete(nodeId);
        },
      };
    },
    cut: (nodeId) => {
      tellGone(nodeId);
      const node = nodes.get(nodeId);
      if (node) node.isCut = true;
    },
    heal: (nodeId) => {
      const node = nodes.get(nodeId);
      if (!node) return;
      // What was told while it was cut off is lost, though it was not sent yet.
      for (const { listeners } of nodes.values()) listeners.flush();
      node.isCut = false;
      node.listeners.tellGap();
      for (const [, { listeners }] of othersOf(nodeId)) listeners.tellGap();
    },
  };
}
