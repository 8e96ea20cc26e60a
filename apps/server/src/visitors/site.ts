import { isDeepStrictEqual } from "node:util";
import type { EpochMs, VisitorId } from "@causerie/domain";
import type { VisitorRow } from "@causerie/protocol";
import type { NodeId } from "../platform/bus/bus.ts";
import { type Dropped, Elsewhere, type Piece, type ToldPart } from "./elsewhere.ts";
import { type Part, rowOfParts } from "./part.ts";
import type { Presence } from "./presence.ts";

/** Those who left are shown for so long, and no more than so many of them [VI14]. */
export const LEFT_MS = 5 * 60_000;
const MOST_LEFT = 100;

/** A row made of several parts; kept while it is the same, so that who holds it can tell [VI6]. */
type Joint = { row: VisitorRow; isStale: boolean };

/** The visitors on one account's site: those with pages on this node, and those of whom other nodes told. */
export class Site {
  /** Whose row was touched since the last tick of the windows; the row itself may be gone. */
  readonly changed = new Set<VisitorId>();
  /** Of this node's, since the others were told; null while none of them listens. */
  untold: Set<VisitorId> | null = null;
  /** Who left a short while ago, in that order. */
  #left = new Map<VisitorId, VisitorRow>();
  readonly #own = new Map<VisitorId, Presence>();
  #elsewhere = new Elsewhere();
  readonly #joint = new Map<VisitorId, Joint>();
  /** When pages closed on nodes that have none of theirs any more, of those who are still on another. */
  readonly #closedAt = new Map<VisitorId, EpochMs>();
  /** How many are on other nodes alone. */
  #onlyElsewhere = 0;

  /** With pages on this node. */
  get own(): ReadonlyMap<VisitorId, Presence> {
    return this.#own;
  }

  get left(): ReadonlyMap<VisitorId, VisitorRow> {
    return this.#left;
  }

  get size(): number {
    return this.#own.size + this.#onlyElsewhere;
  }

  rowOf(visitorId: VisitorId): VisitorRow | undefined {
    const own = this.#own.get(visitorId);
    const others = this.#elsewhere.partsOf(visitorId);
    if (!others) return own?.row;
    return own || others.length > 1 ? this.#jointRow(visitorId) : others[0]?.row;
  }

  *rows(): Iterable<VisitorRow> {
    for (const visitorId of this.#own.keys()) yield* this.#rowIfHere(visitorId);
    for (const visitorId of this.#elsewhere.visitorIds)
      if (!this.#own.has(visitorId)) yield* this.#rowIfHere(visitorId);
  }

  touch(visitorId: VisitorId): void {
    this.changed.add(visitorId);
    const joint = this.#joint.get(visitorId);
    if (joint) joint.isStale = true;
  }

  /** A page on this node is their first here. */
  enter(presence: Presence): void {
    const { visitorId } = presence;
    this.#come(visitorId, () => this.#own.set(visitorId, presence));
    this.touchOwn(visitorId);
  }

  /** What this node knows of the visitor has changed. */
  touchOwn(visitorId: VisitorId): void {
    this.untold?.add(visitorId);
    this.touch(visitorId);
  }

  /** The pages on this node have been closed for long enough. */
  depart(presence: Presence): void {
    const { visitorId } = presence;
    this.untold?.add(visitorId);
    this.#go(visitorId, presence, () => this.#own.delete(visitorId));
  }

  /** A node's own changes, as it tells them. */
  hear(nodeId: NodeId, parts: readonly ToldPart[], gone: readonly VisitorId[]): void {
    for (const part of parts) this.#come(part.visitorId, () => this.#elsewhere.set(nodeId, part));
    for (const visitorId of gone) this.#hearGone(nodeId, visitorId);
  }

  /** Some of all that a node has; what its telling does not bring is there no more. */
  hearPiece(nodeId: NodeId, piece: Piece, parts: readonly ToldPart[], left: readonly VisitorRow[]): void {
    this.#elsewhere.begin(nodeId, piece);
    this.hear(nodeId, parts, []);
    if (piece.isLast) this.#afterDrop(this.#elsewhere.end(nodeId, piece));
    if (left.length > 0) this.#hearLeft(left);
  }

  /** As if its pages had closed now: their visitors have as long to come back as others [VI1]. */
  closeNode(nodeId: NodeId, now: EpochMs): void {
    for (const visitorId of this.#elsewhere.closeAll(nodeId, now))
      if (this.#joint.has(visitorId)) this.touch(visitorId);
  }

  /** So many of its visitors at a time; false: there are no more. */
  dropNode(nodeId: NodeId, most: number): boolean {
    const dropped = this.#elsewhere.drop(nodeId, most);
    this.#afterDrop(dropped);
    return dropped.length > 0;
  }

  /** Nobody here looks any more. */
  forgetElsewhere(): void {
    for (const visitorId of this.#elsewhere.visitorIds) this.touch(visitorId);
    this.#elsewhere = new Elsewhere();
    this.#joint.clear();
    this.#closedAt.clear();
    this.#onlyElsewhere = 0;
  }

  /** [VI14] */
  forgetLeft(now: EpochMs): void {
    for (const [visitorId, row] of this.#left) {
      if (now - leftSince(row) < LEFT_MS && this.#left.size <= MOST_LEFT) return;
      this.#left.delete(visitorId);
      this.changed.add(visitorId);
    }
  }

  *#rowIfHere(visitorId: VisitorId): Iterable<VisitorRow> {
    const row = this.rowOf(visitorId);
    if (row) yield row;
  }

  #jointRow(visitorId: VisitorId): VisitorRow | undefined {
    const joint = this.#joint.get(visitorId);
    if (joint && !joint.isStale) return joint.row;
    const made = rowOfParts(this.#partsOf(visitorId));
    if (!made) return undefined;
    const row = joint && isDeepStrictEqual(joint.row, made) ? joint.row : made;
    this.#joint.set(visitorId, { row, isStale: false });
    return row;
  }

  #come(visitorId: VisitorId, set: () => void): void {
    const before = this.#countsElsewhere(visitorId);
    set();
    this.#onlyElsewhere += this.#countsElsewhere(visitorId) - before;
    this.touch(visitorId);
    if (this.#isHere(visitorId)) this.#left.delete(visitorId);
  }

  #go(visitorId: VisitorId, part: Part, remove: () => void): void {
    const before = this.#countsElsewhere(visitorId);
    remove();
    this.#onlyElsewhere += this.#countsElsewhere(visitorId) - before;
    this.#gone(visitorId, part);
  }

  #hearGone(nodeId: NodeId, visitorId: VisitorId): void {
    const before = this.#countsElsewhere(visitorId);
    const part = this.#elsewhere.delete(nodeId, visitorId);
    if (!part) return;
    this.#onlyElsewhere += this.#countsElsewhere(visitorId) - before;
    this.#gone(visitorId, part);
  }

  #afterDrop(dropped: readonly Dropped[]): void {
    for (const { visitorId, part } of dropped) {
      if (!this.#isHere(visitorId)) this.#onlyElsewhere -= 1;
      this.#gone(visitorId, part);
    }
  }

  /** A part is gone; the visitor perhaps has another [VI14]. */
  #gone(visitorId: VisitorId, { row, leftAt }: Part): void {
    this.touch(visitorId);
    this.#joint.delete(visitorId);
    const since = Math.max(leftAt ?? 0, this.#closedAt.get(visitorId) ?? 0);
    const others = this.#partsOf(visitorId);
    // One that is open closes later still.
    if (others.length > 0 && others.every((part) => part.leftAt !== null))
      this.#closedAt.set(visitorId, since);
    else this.#closedAt.delete(visitorId);
    if (others.length > 0 || leftAt === null) return;
    this.#hearLeft([{ ...row, status: { kind: "offline", since } }]);
  }

  #hearLeft(rows: readonly VisitorRow[]): void {
    for (const row of rows) {
      const visitorId = row.visitorId as VisitorId;
      const known = this.#left.get(visitorId);
      if (this.#isHere(visitorId) || (known && leftSince(known) >= leftSince(row))) continue;
      this.#left.delete(visitorId);
      this.#left.set(visitorId, row);
      this.touch(visitorId);
    }
    // Some hundred at most.
    this.#left = new Map([...this.#left].sort(([, a], [, b]) => leftSince(a) - leftSince(b)));
  }

  #partsOf(visitorId: VisitorId): readonly Part[] {
    const own = this.#own.get(visitorId);
    return [...(own ? [own] : []), ...(this.#elsewhere.partsOf(visitorId) ?? [])];
  }

  #isHere(visitorId: VisitorId): boolean {
    return this.#own.has(visitorId) || this.#elsewhere.partsOf(visitorId) !== undefined;
  }

  #countsElsewhere(visitorId: VisitorId): 0 | 1 {
    return !this.#own.has(visitorId) && this.#elsewhere.partsOf(visitorId) ? 1 : 0;
  }
}

function leftSince({ status }: VisitorRow): EpochMs {
  return status.kind === "offline" ? status.since : 0;
}
