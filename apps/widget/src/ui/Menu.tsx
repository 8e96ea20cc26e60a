import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { isChatOpen } from "../chat/chat-open.ts";
import type { Form } from "../chat/writing.ts";
import { endChat } from "./end-chat.ts";
import { Icon } from "./Icon.tsx";
import type { PanelModel } from "./panel-model.ts";

/** What a visitor may want now and then, the end of the chat at the end. */
export function Menu({ model }: { model: PanelModel }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { words } = model.speech.value;
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div class="menu" onFocusOut={(event) => leaves(event) && setOpen(false)}>
      <button
        ref={button}
        class="plain icon-button"
        type="button"
        aria-label={words.menu}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" />
      </button>
      {open && <MenuItems model={model} close={close} />}
    </div>
  );
}

function MenuItems({ model, close }: { model: PanelModel; close: () => void }) {
  const { words, language } = model.speech.value;
  const { memory } = model.host;
  const { site, chat } = model.state.value;
  const [sound, setSound] = useState(memory.sound);
  const list = useRef<HTMLDivElement>(null);
  const items = () => [...(list.current?.querySelectorAll("button") ?? [])];
  // Before the next key comes, which may be fast.
  useLayoutEffect(() => items()[0]?.focus(), []);
  const toggleSound = () => {
    memory.sound = !sound;
    setSound(!sound);
  };
  const other = language === "fr" ? "en" : "fr";
  const chooseOther = () => {
    model.host.chooseLanguage(other);
    close();
  };
  // The form takes the focus.
  const show = (form: Form) => {
    close();
    model.form.value = form;
  };
  const end = () => {
    close();
    void endChat(model);
  };
  return (
    <div
      ref={list}
      class="menu-items"
      role="menu"
      aria-label={words.menu}
      onKeyDown={(event) => steer(event, items(), close)}
    >
      <button type="button" role="menuitemcheckbox" aria-checked={sound} onClick={toggleSound}>
        {words.sound}
        {sound && <Icon name="check" />}
      </button>
      <button type="button" role="menuitem" onClick={() => show("details")}>
        {words.details}
      </button>
      {site?.mailsTranscripts && chat?.view.wasServed && (
        <button type="button" role="menuitem" onClick={() => show("transcript")}>
          {words.transcript}
        </button>
      )}
      <button type="button" role="menuitem" lang={other} onClick={chooseOther}>
        {words.otherLanguage}
      </button>
      {isChatOpen(chat) && (
        <button type="button" role="menuitem" onClick={end}>
          {words.endChat}
        </button>
      )}
    </div>
  );
}

function steer(event: KeyboardEvent, items: HTMLElement[], close: () => void): void {
  const here = items.findIndex((item) => item.matches(":focus"));
  const steps: Record<string, number> = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 };
  const next = steps[event.key];
  if (next !== undefined) items.at(next % items.length)?.focus();
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  // Escape closes the menu, not the panel around it.
  event.stopPropagation();
}

function leaves({ currentTarget, relatedTarget }: FocusEvent): boolean {
  return (
    currentTarget instanceof Node && !(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))
  );
}
