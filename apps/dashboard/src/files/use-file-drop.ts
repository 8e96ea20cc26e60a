import { type RefObject, useEffect, useState } from "react";

type Take = (files: File[]) => void;

/** Files that are dragged over the window which holds `inside`. True while they are. `take` undefined: none are taken. */
export function useFileDrop(inside: RefObject<HTMLElement | null>, take: Take | undefined): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const area = inside.current?.closest("section");
    if (!area || !take) return;
    const stops = [
      listen(area, "dragover", (event) => {
        event.preventDefault();
        setOver(true);
      }),
      // Leaving what lies inside for the area itself is not leaving the area.
      listen(area, "dragleave", (event) => {
        if (!(event.relatedTarget instanceof Node && area.contains(event.relatedTarget))) setOver(false);
      }),
      listen(area, "drop", (event) => {
        event.preventDefault();
        setOver(false);
        take([...(event.dataTransfer?.files ?? [])]);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [inside, take]);
  return isOver;
}

/** [FI13] Where nobody takes a file the browser would open it, and the dashboard would be gone. */
export function useFilesKeptOut(): void {
  useEffect(() => {
    const keepOut = (event: DragEvent) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = "none";
    };
    const stops = [listen(document, "dragover", keepOut), listen(document, "drop", keepOut)];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}

function listen(
  target: HTMLElement | Document,
  type: "dragover" | "dragleave" | "drop",
  run: (event: DragEvent) => void,
): () => void {
  const listener = (event: Event) => {
    if (event instanceof DragEvent && event.dataTransfer?.types.includes("Files")) run(event);
  };
  target.addEventListener(type, listener);
  return () => target.removeEventListener(type, listener);
}
