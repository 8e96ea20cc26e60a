import { logLines } from "../chat/log-lines.ts";
import { writingOf } from "../chat/writing.ts";
import { counted } from "../words/sentence.ts";
import { Icon } from "./Icon.tsx";
import { Line } from "./Line.tsx";
import { names, Sentence } from "./names.tsx";
import type { PanelModel } from "./panel-model.ts";
import { useLogScroll } from "./use-log-scroll.ts";

export function Log({ model }: { model: PanelModel }) {
  const { chat, pending } = model.state.value;
  const { words } = model.speech.value;
  const lines = logLines(chat, pending);
  const isOffline = writingOf(model.state.value) !== "composer";
  const { log, onScroll, away, goDown } = useLogScroll(
    model.open.value,
    lines[1]?.key,
    pending.map(({ id }) => id),
  );
  return (
    <div class="log-place">
      <div
        ref={log}
        class="log"
        role="log"
        aria-label={words.log}
        aria-live="polite"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: who scrolls by keyboard needs to get into it
        tabIndex={0}
        onScroll={onScroll}
      >
        {chat?.hasOlder && <Older model={model} />}
        {lines.length === 0 && <Welcome text={isOffline ? words.offlineTitle : words.welcome} />}
        {lines.map((line) => (
          <Line key={line.key} line={line} model={model} />
        ))}
        <Typing model={model} />
        {chat?.view.status === "ended" && !isOffline && pending.length === 0 && (
          <p class="hint">{words.startsAnother}</p>
        )}
      </div>
      {away && (
        <button class="newest" type="button" aria-label={words.newBelow} onClick={goDown}>
          <Icon name="down" />
        </button>
      )}
    </div>
  );
}

function Older({ model }: { model: PanelModel }) {
  const { words } = model.speech.value;
  const loading = model.state.value.chat?.loadingOlder ?? false;
  return (
    <button class="older" type="button" disabled={loading} onClick={() => model.host.client.loadOlder()}>
      {loading ? words.olderLoading : words.older}
    </button>
  );
}

function Welcome({ text }: { text: string }) {
  return (
    <div class="welcome">
      <span class="welcome-mark">
        <Icon name="chat" />
      </span>
      <p>{text}</p>
    </div>
  );
}

/** Agents only: that the visitor writes in another tab is no news here. Not announced, it would never stop. */
function Typing({ model }: { model: PanelModel }) {
  const speech = model.speech.value;
  const typing = (model.state.value.chat?.typing ?? []).filter((name) => name !== null);
  if (typing.length === 0) return null;
  return (
    <p class="typing" aria-live="off">
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span>
        <Sentence text={counted(speech, speech.words.typing, typing.length)} name={names(speech, typing)} />
      </span>
    </p>
  );
}
