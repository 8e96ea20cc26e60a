import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { roomFor } from "../chat/message-length.ts";
import { counted } from "../words/sentence.ts";
import { Icon } from "./Icon.tsx";
import { sends } from "./keys.ts";
import type { PanelModel } from "./panel-model.ts";

type Props = {
  model: PanelModel;
  /** The one that stands. */
  comment: string | null;
  justRated: boolean;
  submit(text: string): Promise<boolean>;
};

/** Open after a rating; later behind its button. What is typed stays until it is stored. */
export function RatingComment({ model, comment, justRated, submit }: Props) {
  const { words } = model.speech.value;
  const [opened, setOpened] = useState<boolean | null>(null);
  const open = opened ?? (justRated && comment === null);
  const button = useRef<HTMLButtonElement>(null);
  // Where the focus was is gone with the form.
  useLayoutEffect(() => {
    if (opened === false) button.current?.focus();
  }, [opened]);
  const form = { model, comment, submit, takesFocus: opened === true, close: () => setOpened(false) };
  if (open) return <Form {...form} />;
  return (
    <div class="commented">
      {comment !== null && (
        <p role="status">
          <Icon name="check" />
          {words.commentThanks}
        </p>
      )}
      <button ref={button} class="link" type="button" onClick={() => setOpened(true)}>
        {words.comment}
      </button>
    </div>
  );
}

/** `takesFocus`: asked for by its button; the prompt after a rating leaves the focus where it is. */
type FormProps = Omit<Props, "justRated"> & { takesFocus: boolean; close(): void };

function Form({ model, comment, submit, takesFocus, close }: FormProps) {
  const speech = model.speech.value;
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(comment ?? "");
  const [sending, setSending] = useState(false);
  const room = roomFor(text);
  const send = async (event: Event) => {
    event.preventDefault();
    if (text.trim() === "" || room.kind === "over") return field.current?.focus();
    if (sending) return;
    setSending(true);
    const isStored = text === comment || (await submit(text));
    setSending(false);
    if (isStored) close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (sends(event)) void send(event);
    if (event.key !== "Escape" || event.isComposing) return;
    // Escape closes the comment, not the panel around it.
    event.stopPropagation();
    close();
  };
  useLayoutEffect(() => {
    if (takesFocus) field.current?.focus();
  }, []);
  return (
    <form class="comment" onSubmit={send}>
      <textarea
        ref={field}
        rows={1}
        dir="auto"
        value={text}
        aria-label={speech.words.comment}
        placeholder={speech.words.comment}
        aria-invalid={room.kind === "over"}
        readOnly={sending}
        enterkeyhint="send"
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button class="send" type="submit" aria-label={speech.words.comment}>
        <Icon name="send" />
      </button>
      <p class="sending" role="status">
        {sending && speech.words.sending}
      </p>
      {room.kind === "over" && (
        <p class="refused" role="alert">
          {counted(speech, speech.words.charactersOver, room.count)}
        </p>
      )}
    </form>
  );
}
