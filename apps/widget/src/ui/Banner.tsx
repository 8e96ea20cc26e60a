import type { ConnectionState } from "@causerie/client";
import { useEffect, useState } from "preact/hooks";
import type { Words } from "../words/language.ts";
import type { PanelModel } from "./panel-model.ts";

/** A connection that is back sooner than this was not worth a word. */
const QUIET_LOSS_MS = 2000;

export function Banner({ model }: { model: PanelModel }) {
  const { connection } = model.state.value;
  const { words } = model.speech.value;
  const late = useLate(connection);
  return (
    <div role="status" class="banner-place">
      {connection.kind === "lost" && late && (
        <div class="banner">
          <strong>{words.reconnecting}</strong> {words.reconnectingHint}
        </div>
      )}
      {connection.kind === "stopped" && <Stopped words={words} because={connection.because} />}
    </div>
  );
}

function useLate(connection: ConnectionState): boolean {
  const since = connection.kind === "lost" ? connection.since : null;
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (since === null) return;
    const timer = setTimeout(() => setLate(true), since + QUIET_LOSS_MS - Date.now());
    return () => clearTimeout(timer);
  }, [since]);
  return late;
}

type Because = Extract<ConnectionState, { kind: "stopped" }>["because"];

function Stopped({ words, because }: { words: Words; because: Because }) {
  const texts: Record<Because, string> = {
    "too-old": words.tooOld,
    refused: words.refused,
    closed: words.closed,
  };
  return (
    <div class="banner">
      {texts[because]}{" "}
      <button class="link" type="button" onClick={() => location.reload()}>
        {words.reload}
      </button>
    </div>
  );
}
