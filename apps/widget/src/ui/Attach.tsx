import { useEffect, useRef, useState } from "preact/hooks";
import { fileWords } from "../words/files.ts";
import { Icon } from "./Icon.tsx";
import type { PanelModel } from "./panel-model.ts";

/** Each is a message of its own. */
function sendFiles({ files }: PanelModel, list: FileList | null | undefined): void {
  for (const file of list ?? []) void files.client.send(null, file);
}

/** The button at the composer's bottom left; files dropped on the panel are taken too. */
export function Attach({ model }: { model: PanelModel }) {
  const input = useRef<HTMLInputElement>(null);
  const { language, words } = model.speech.value;
  const isOver = useDrop(input, model);
  return (
    <>
      <button
        class="plain tool"
        type="button"
        aria-label={words.attach}
        onClick={() => input.current?.click()}
      >
        <Icon name="attach" />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={model.state.value.site?.accept}
        onChange={({ currentTarget }) => {
          sendFiles(model, currentTarget.files);
          // The same one may be chosen again.
          currentTarget.value = "";
        }}
      />
      {isOver && (
        <p class="drop" role="status">
          {fileWords[language].drop}
        </p>
      )}
    </>
  );
}

/** Some programs put a text beside the picture of it: then the text is meant. */
export function pasteFiles(event: ClipboardEvent, model: PanelModel): void {
  const data = event.clipboardData;
  if (!data || data.files.length === 0 || data.types.includes("text/plain")) return;
  event.preventDefault();
  sendFiles(model, data.files);
}

function useDrop(inside: { readonly current: HTMLElement | null }, model: PanelModel): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const panel = inside.current?.closest<HTMLElement>(".panel");
    if (!panel) return;
    const stop = new AbortController();
    const on = (type: "dragover" | "dragleave" | "drop", run: (event: DragEvent) => void) =>
      panel.addEventListener(
        type,
        (event) => {
          if (!event.dataTransfer?.types.includes("Files")) return;
          // Else the browser opens the file in the page's place.
          event.preventDefault();
          run(event);
        },
        { signal: stop.signal },
      );
    on("dragover", () => setOver(true));
    on("dragleave", ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && panel.contains(relatedTarget))) setOver(false);
    });
    on("drop", ({ dataTransfer }) => {
      setOver(false);
      sendFiles(model, dataTransfer?.files);
    });
    return () => stop.abort();
  }, [model]);
  return isOver;
}
