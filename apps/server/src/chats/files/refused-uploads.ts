import type { FileRefusal } from "@causerie/protocol";
import { Paces } from "../../platform/ws/paces.ts";

/** [FI14] Nobody picks a hundred wrong files; each costs the node as much as a right one. */
const REFUSED_OF_ONE_PERSON = { perSecond: 100 / 3600, burst: 100 };

/** Refused for what is in the file, as nobody knows before it is whole. */
const LOOKED_INTO: ReadonlySet<FileRefusal["reason"]> = new Set([
  "file-mismatch",
  "image-broken",
  "image-too-large",
]);

/** What leaves no row to be counted by [FI3], by person. */
export class RefusedUploads {
  readonly #paces: Paces;

  /** `nowMs`: of a clock that nobody sets. */
  constructor(nowMs: () => number) {
    this.#paces = new Paces(REFUSED_OF_ONE_PERSON, nowMs);
  }

  areTooMany(person: string): boolean {
    const isLeft = this.#paces.tryTake(person);
    if (isLeft) this.#paces.giveBack(person);
    return !isLeft;
  }

  count(person: string, { reason }: FileRefusal): void {
    if (LOOKED_INTO.has(reason)) this.#paces.tryTake(person);
  }
}
