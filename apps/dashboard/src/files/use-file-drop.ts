import { type RefObject, useEffect, useState } from "react";

type Take = (files: File[]) => void;

/** Files that are dragged over the window which holds `inside`. True while they are. `take` undefined: none are taken. */
export function useFileDrop(inside: RefObject<HTMLElement | null>, take: Take | undefined): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const area = inside.current?.closest("section");
    if (!area || !take) return;
    const stops = [
      // Leaving what lies inside for the area itself is not leaving the area.
      listen(area, "dragover", () => setOver(true)),
      listen(area, "dragleave", (event) => {
        if (!(event.relatedTarget instanceof Node && area.contains(event.relatedTarget))) setOver(false);
      }),
      listen(area, "drop", (event) => {
        setOver(false);
        take([...(event.dataTransfer?.files ?? [])]);
      }),
      // Beside the area the browser would open the file, and the dashboard would be gone.
      listen(document, "dragover", () => {}),
      listen(document, "drop", () => setOver(false)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [inside, take]);
  return isOver;
}

function listen(
  target: HTMLElement | Document,
  type: "dragover" | "dragleave" | "drop",
  run: (event: DragEvent) => void,
): () => void {
  const listener = (event: Event) => {
    if (!(event instanceof DragEvent) || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    run(event);
  };
  target.addEventListener(type, listener);
  return () => target.removeEventListener(type, listener);
}
