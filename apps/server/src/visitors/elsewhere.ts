import type { EpochMs, VisitorId } from "@causerie/domain";
import type { VisitorRow } from "@causerie/protocol";
import type { NodeId } from "../platform/bus/bus.ts";
import type { Part } from "./part.ts";

/** A part as its node tells it. `row` only when it is another one than was told before. */
export type ToldPart = {
  visitorId: VisitorId;
  row: VisitorRow | null;
  lookedAt: EpochMs;
  cartAt: EpochMs;
  leftAt: EpochMs | null;
};

/** Some of all that a node has, in the pieces of one telling, which are numbered from 0. */
export type Piece = { telling: number; index: number; isLast: boolean };

/** `telling`: in which it was told last; one that the next telling does not bring is there no more. */
type PartElsewhere = { nodeId: NodeId; telling: number } & { -readonly [Key in keyof Part]: Part[Key] };

type Telling = { telling: number; next: number };

export type Dropped = { visitorId: VisitorId; part: Part };

/** The parts that other nodes have of an account's visitors. */
export class Elsewhere {
  readonly #parts = new Map<VisitorId, PartElsewhere[]>();
  readonly #tellings = new Map<NodeId, Telling>();

  get visitorIds(): Iterable<VisitorId> {
    return this.#parts.keys();
  }

  partsOf(visitorId: VisitorId): readonly Part[] | undefined {
    return this.#parts.get(visitorId);
  }

  set(nodeId: NodeId, { visitorId, row, ...times }: ToldPart): void {
    const telling = this.#tellings.get(nodeId)?.telling ?? 0;
    const parts = this.#parts.get(visitorId) ?? [];
    const known = parts.find((part) => part.nodeId === nodeId);
    if (known) Object.assign(known, times, { telling, row: row ?? known.row });
    // Without its row it is one of which we missed the beginning: the telling that we asked for brings it.
    else if (row) this.#parts.set(visitorId, [...parts, { nodeId, telling, row, ...times }]);
  }

  delete(nodeId: NodeId, visitorId: VisitorId): Part | null {
    const parts = this.#parts.get(visitorId);
    const part = parts?.find((one) => one.nodeId === nodeId);
    if (!parts || !part) return null;
    if (parts.length === 1) this.#parts.delete(visitorId);
    else
      this.#parts.set(
        visitorId,
        parts.filter((one) => one !== part),
      );
    return part;
  }

  /** To be called before the parts of the piece are set. */
  begin(nodeId: NodeId, { telling, index }: Piece): void {
    const known = this.#tellings.get(nodeId);
    if (known?.telling !== telling) this.#tellings.set(nodeId, { telling, next: 0 });
    const current = this.#tellings.get(nodeId);
    if (current?.next === index) current.next += 1;
  }

  /** After the last piece: drops what the telling did not bring, if it was heard whole. */
  end(nodeId: NodeId, { telling, index }: Piece): Dropped[] {
    const known = this.#tellings.get(nodeId);
    if (known?.telling !== telling || known.next !== index + 1) return [];
    return this.#dropWhere((part) => part.nodeId === nodeId && part.telling !== telling);
  }

  /** The node is gone: its pages are closed as of now. Gives whose they are. */
  closeAll(nodeId: NodeId, now: EpochMs): VisitorId[] {
    const closed: VisitorId[] = [];
    for (const [visitorId, parts] of this.#parts) {
      const part = parts.find((one) => one.nodeId === nodeId);
      if (!part) continue;
      part.leftAt ??= now;
      closed.push(visitorId);
    }
    return closed;
  }

  /** So many at a time; none: there are no more. */
  drop(nodeId: NodeId, most: number): Dropped[] {
    this.#tellings.delete(nodeId);
    return this.#dropWhere((part) => part.nodeId === nodeId, most);
  }

  #dropWhere(isDropped: (part: PartElsewhere) => boolean, most = Number.POSITIVE_INFINITY): Dropped[] {
    const dropped: Dropped[] = [];
    for (const [visitorId, parts] of this.#parts) {
      if (dropped.length >= most) break;
      const part = parts.find(isDropped);
      if (part && this.delete(part.nodeId, visitorId)) dropped.push({ visitorId, part });
    }
    return dropped;
  }
}
