import { insertEmoji } from "@causerie/client/emoji";
import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Speech } from "../../words/language.ts";
import { Icon } from "../Icon.tsx";

type Props = { speech: Speech; field: RefObject<HTMLTextAreaElement | null> };
type State = "closed" | "open" | "failed";

/** [EM1] Escape and a click elsewhere close the picker. */
export function EmojiButton({ speech, field }: Props) {
  const [state, setState] = useState<State>("closed");
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { words } = speech;
  const pick = (emoji: string) => {
    setState("closed");
    if (!field.current) return;
    insertEmoji(field.current, emoji);
    field.current.focus();
  };
  const close = () => {
    setState("closed");
    button.current?.focus();
  };
  return (
    <div class="emoji" ref={place}>
      <button
        ref={button}
        class="plain icon-button"
        type="button"
        aria-label={words.emoji}
        aria-haspopup="dialog"
        aria-expanded={state === "open"}
        onClick={() => setState(state === "open" ? "closed" : "open")}
      >
        <Icon name="smile" />
      </button>
      {state === "open" && (
        <PickerPlace
          speech={speech}
          within={place}
          pick={pick}
          close={close}
          leave={() => setState("closed")}
          fail={() => setState("failed")}
        />
      )}
      {state === "failed" && (
        <p class="refused" role="alert">
          {words.emojiFailed}
        </p>
      )}
    </div>
  );
}

type PlaceProps = {
  speech: Speech;
  within: RefObject<HTMLElement | null>;
  pick(emoji: string): void;
  close(): void;
  leave(): void;
  fail(): void;
};

function PickerPlace({ speech, within, pick, close, leave, fail }: PlaceProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    import("./picker.ts")
      .then(({ createPicker }) => {
        const picker = createPicker(speech.language, pick);
        place.current?.append(picker);
        // It draws itself a moment after it is put in.
        requestAnimationFrame(() => picker.isConnected && drawn(picker));
      })
      .catch(fail);
    const root = place.current?.getRootNode();
    const onPress = (event: Event) => {
      if (!(event.target instanceof Node && within.current?.contains(event.target))) leave();
    };
    root?.addEventListener("pointerdown", onPress);
    return () => root?.removeEventListener("pointerdown", onPress);
  }, [speech.language]);
  const drawn = (picker: HTMLElement) => {
    const search = picker.shadowRoot?.querySelector("input");
    // Under Trusted Types it may not draw itself.
    if (!search) fail();
    // On a phone the focus would bring up the keyboard over it.
    else if (!matchMedia("(pointer: coarse)").matches) search.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    // Escape closes the picker, not the panel around it.
    event.stopPropagation();
    close();
  };
  return (
    <div
      ref={place}
      class="picker-place"
      role="dialog"
      aria-label={speech.words.emoji}
      onKeyDown={onKeyDown}
    />
  );
}
