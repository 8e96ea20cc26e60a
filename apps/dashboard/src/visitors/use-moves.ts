import { type RefObject, useLayoutEffect, useRef } from "react";

const MOVE_MS = 220;

/** Cards glide to where they moved, by their `data-card`; where motion is to be reduced they are just there. */
export function useMoves(container: RefObject<HTMLElement | null>): void {
  const before = useRef(new Map<string, DOMRect>());
  // After every render: each may have moved some.
  useLayoutEffect(() => {
    const cards = [...(container.current?.querySelectorAll<HTMLElement>("[data-card]") ?? [])];
    const places = new Map(cards.map((card) => [card.dataset.card ?? "", card.getBoundingClientRect()]));
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
      for (const card of cards) glide(card, before.current, places);
    }
    before.current = places;
  });
}

function glide(card: HTMLElement, before: Map<string, DOMRect>, places: Map<string, DOMRect>): void {
  const name = card.dataset.card ?? "";
  const [from, to] = [before.get(name), places.get(name)];
  if (!to) return;
  if (!from) {
    card.animate([{ opacity: 0 }, { opacity: 1 }], MOVE_MS);
    return;
  }
  const [x, y] = [from.x - to.x, from.y - to.y];
  if (Math.abs(x) + Math.abs(y) < 2) return;
  card.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], {
    duration: MOVE_MS,
    easing: "ease-out",
  });
}
