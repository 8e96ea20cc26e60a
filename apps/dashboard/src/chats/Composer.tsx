import { insertEmoji } from "@causerie/client/emoji";
import { MAX_MESSAGE_LENGTH } from "@causerie/domain";
import { ActionIcon, Textarea } from "@mantine/core";
import { IconArrowUp } from "@tabler/icons-react";
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { EmojiButton } from "../emoji/EmojiButton.tsx";
import { EmojiSuggestions } from "../emoji/EmojiSuggestions.tsx";
import { useEmojiCompletion } from "../emoji/use-emoji-completion.ts";
import { AttachButton } from "../files/AttachButton.tsx";
import { DropHint } from "../files/DropHint.tsx";
import { useFileDrop } from "../files/use-file-drop.ts";
import { useWords } from "../words/Words.tsx";
import classes from "./Composer.module.css";
import { ComposerTools } from "./ComposerTools.tsx";
import { useDraft } from "./drafts.ts";
import { NoteSwitch } from "./NoteSwitch.tsx";
import { useFilesOrNone } from "./use-files-or-none.ts";

type Props = {
  draftOf: string;
  placeholder: string;
  /** With the switch that makes a note of it; without, there are no notes here. */
  canNote?: boolean;
  onSend: (text: string, isNote: boolean) => void;
  onInput?: (isNote: boolean) => void;
  onFiles?: (files: File[]) => void;
  /** More of the bottom left, behind what every composer has. */
  tools?: ReactNode;
};

export function Composer(props: Props) {
  const { draftOf, placeholder, canNote = false, onSend, onInput, onFiles, tools } = props;
  const words = useWords();
  const field = useFocusOnArrival();
  const { text, isNote, setText, setNote } = useDraft(draftOf, canNote);
  const completion = useEmojiCompletion(field);
  const pick = (emoji: string) => {
    if (!field.current) return;
    insertEmoji(field.current, emoji);
    field.current.focus();
  };
  const isTooLong = text.length > MAX_MESSAGE_LENGTH;
  const send = () => {
    if (text.trim() === "" || isTooLong) return;
    onSend(text, isNote);
    completion.close();
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!isComposingWord(event) && completion.key(event.key)) return event.preventDefault();
    if (event.key === "Escape") return focusList();
    if (!isSendingKey(event)) return;
    event.preventDefault();
    send();
  };
  const { refusal, isRefused, takeFiles, forgive } = useFilesOrNone(isNote, onFiles);
  const isDropping = useFileDrop(field, takeFiles);
  const change = (next: string) => {
    setText(next);
    forgive();
    if (next !== "") onInput?.(isNote);
    completion.look();
  };
  return (
    <div className={classes.composer} data-note={isNote || undefined}>
      <EmojiSuggestions id={completion.listId} offer={completion.offer} choose={completion.choose} />
      <div className={classes.line}>
        <Textarea
          ref={field}
          aria-label={words.message}
          aria-description={isNote ? words.noteHint : undefined}
          placeholder={isNote ? words.notePlaceholder : placeholder}
          autosize
          enterKeyHint="send"
          className={classes.field}
          minRows={1}
          maxRows={9}
          dir="auto"
          size="md"
          value={text}
          onChange={(event) => change(event.currentTarget.value)}
          {...completion.aria}
          onKeyDown={onKeyDown}
          onPaste={(event) => pasteFiles(event, takeFiles)}
          onKeyUp={(event) => completion.moved(event.key)}
          onClick={completion.look}
          onBlur={completion.close}
          error={isTooLong && words.tooLong(text.length, MAX_MESSAGE_LENGTH)}
        />
        <ActionIcon
          className={classes.send}
          size={42}
          aria-label={isNote ? words.sendNote : words.send}
          onClick={send}
        >
          <IconArrowUp size={20} />
        </ActionIcon>
      </div>
      {isRefused && (
        <p role="alert" className={classes.refused}>
          {refusal}
        </p>
      )}
      <div className={classes.below}>
        <ComposerTools>
          {takeFiles && <AttachButton onFiles={takeFiles} isRefusing={refusal !== undefined} />}
          <EmojiButton onPick={pick} />
          {tools}
        </ComposerTools>
        <p className={classes.hint}>
          {text.length > MAX_MESSAGE_LENGTH * 0.9 && !isTooLong && (
            <span className="figures">{words.lengthOf(text.length, MAX_MESSAGE_LENGTH)}</span>
          )}
          <span className={classes.keys}>{isNote ? words.noteHint : words.enterSends}</span>
        </p>
        {canNote && <NoteSwitch isNote={isNote} onSwitch={setNote} />}
      </div>
      {isDropping && <DropHint refusal={refusal} />}
    </div>
  );
}

/** Some programs put a text beside the picture of it: then the text is meant. */
function pasteFiles(event: ClipboardEvent, take: ((files: File[]) => void) | undefined): void {
  const files = [...event.clipboardData.files];
  if (!take || files.length === 0 || event.clipboardData.types.includes("text/plain")) return;
  event.preventDefault();
  take(files);
}

function isSendingKey(event: KeyboardEvent): boolean {
  return event.key === "Enter" && !event.shiftKey && !isComposingWord(event);
}

/** While a word is being composed (Chinese, Japanese, accents) Enter and the arrows belong to that. */
function isComposingWord({ nativeEvent }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || nativeEvent.keyCode === 229;
}

/** Not on a phone, where it would bring up the keyboard over half of the chat. */
function useFocusOnArrival() {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (matchMedia("(pointer: coarse)").matches || isTypingElsewhere()) return;
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, []);
  return field;
}

/** A chat that arrives late takes nobody's hands off a search or a form. */
function isTypingElsewhere(): boolean {
  return document.activeElement?.matches("input, textarea, [contenteditable]") ?? false;
}

/** The open chat's entry in the list, else the room's. */
function focusList(): void {
  const find = (selector: string) => document.querySelector<HTMLElement>(selector);
  const entry =
    find("[data-chat-link][aria-current]") ?? find("[data-chat-link]") ?? find("nav a[aria-current]");
  // On a phone the list is in a drawer.
  (entry ?? find("[data-room-heading]"))?.focus();
}
