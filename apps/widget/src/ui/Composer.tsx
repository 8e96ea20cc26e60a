import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { isChatOpen } from "../chat/chat-open.ts";
import { roomFor } from "../chat/message-length.ts";
import type { Speech } from "../words/language.ts";
import { counted, refusalText } from "../words/sentence.ts";
import { Attach, pasteFiles } from "./Attach.tsx";
import { EmojiButton } from "./emoji/EmojiButton.tsx";
import { Suggestions } from "./emoji/Suggestions.tsx";
import { useCompletion } from "./emoji/use-completion.ts";
import { endChat } from "./end-chat.ts";
import { Icon } from "./Icon.tsx";
import { isComposingWord, sends } from "./keys.ts";
import type { PanelModel } from "./panel-model.ts";

type Field = RefObject<HTMLTextAreaElement | null>;

export function Composer({ model }: { model: PanelModel }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const { client, memory } = model.host;
  const { words } = model.speech.value;
  const [text, setText] = useState(memory.draft);
  const { offer, look, moved, completion, aria } = useCompletion(field, model.speech.value.language);
  const room = roomFor(text);
  const canSend = room.kind !== "over" && text.trim() !== "";
  const write = (next: string) => {
    setText(next);
    memory.draft = next;
  };
  const send = (event: Event) => {
    event.preventDefault();
    if (!canSend) return;
    client.send(text);
    completion.close();
    write("");
    field.current?.focus();
  };
  useGrowth(field, text);
  return (
    <form class="composer" onSubmit={send}>
      <Suggestions speech={model.speech.value} offer={offer} choose={(index) => completion.choose(index)} />
      <div class="card">
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          aria-label={words.message}
          placeholder={words.placeholder}
          aria-invalid={room.kind === "over"}
          aria-describedby="causerie-room"
          enterkeyhint="send"
          onInput={(event) => {
            write(event.currentTarget.value);
            client.typing();
            look();
          }}
          onPaste={(event) => pasteFiles(event, model)}
          {...aria}
          onKeyDown={(event) => {
            if (!isComposingWord(event) && completion.key(event.key)) takeOver(event);
            else if (sends(event)) send(event);
          }}
          onKeyUp={(event) => moved(event.key)}
          onClick={look}
          onBlur={() => completion.close()}
        />
        <div class="tools">
          <Attach model={model} />
          <EmojiButton speech={model.speech.value} field={field} />
          <EndChat model={model} field={field} />
          <Room speech={model.speech.value} text={text} />
          <button class="send" type="submit" aria-label={words.send} disabled={!canSend}>
            <Icon name="send" />
          </button>
        </div>
      </div>
    </form>
  );
}

/** The key is for what is offered: neither for the text nor for the panel around it. */
function takeOver(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** For browsers without `field-sizing: content`; panel.css limits the height. */
function useGrowth(field: Field, text: string): void {
  useLayoutEffect(() => {
    const { current } = field;
    if (current === null || CSS.supports("field-sizing", "content")) return;
    current.style.blockSize = "auto";
    current.style.blockSize = `${current.scrollHeight}px`;
  }, [text]);
}

function Room({ speech, text }: { speech: Speech; text: string }) {
  const room = roomFor(text);
  const { charactersLeft, charactersOver } = speech.words;
  return (
    <span id="causerie-room" class={`room ${room.kind}`} role="status">
      {room.kind === "left" && counted(speech, charactersLeft, room.count)}
      {room.kind === "over" && counted(speech, charactersOver, room.count)}
    </span>
  );
}

/** There while a chat is open. */
function EndChat({ model, field }: { model: PanelModel; field: Field }) {
  const speech = model.speech.value;
  const ending = model.ending.value;
  const { chat } = model.state.value;
  // [WI7] Why one could not be ended is no word about the next one.
  useEffect(
    () => () => {
      model.ending.value = null;
    },
    [chat?.chatId],
  );
  if (!isChatOpen(chat)) return null;
  const end = async () => {
    // Before: from a disabled button the focus is gone, and so may the composer be by then.
    field.current?.focus();
    await endChat(model);
  };
  return (
    <>
      <button class="plain end" type="button" disabled={ending === "asked"} onClick={end}>
        {speech.words.endChat}
      </button>
      {ending !== null && ending !== "asked" && (
        <span class="room over" role="alert">
          {refusalText(speech, ending)}
        </span>
      )}
    </>
  );
}
