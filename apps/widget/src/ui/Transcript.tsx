import type { EditAnswer } from "@causerie/client";
import { useRef, useState } from "preact/hooks";
import { refusalText } from "../words/sentence.ts";
import { closeOnEscape, leaveForm, withFocus } from "./leave-form.ts";
import type { PanelModel } from "./panel-model.ts";

/** [MA8] Where the transcript is to go, in the place of the composer. */
export function Transcript({ model }: { model: PanelModel }) {
  const speech = model.speech.value;
  const { words, language } = speech;
  const { chat, visitor } = model.state.value;
  const [email, setEmail] = useState(visitor?.email ?? "");
  const [answer, setAnswer] = useState<EditAnswer | null>(null);
  const [sending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const isSent = answer?.ok;
  const refusal = answer?.ok === false ? answer.refusal : null;
  const close = () => leaveForm(model, form.current);
  const send = async (event: Event) => {
    event.preventDefault();
    if (chat === null || sending) return;
    setAnswer(null);
    setSending(true);
    const next = await model.host.client.mailTranscript({ chatId: chat.chatId, email, language });
    setSending(false);
    setAnswer(next);
    // The way back takes the focus once there is nothing more to type.
    withFocus(form.current)
      ?.querySelector<HTMLElement>(next.ok ? ".link" : "input")
      ?.focus();
  };
  return (
    <form
      ref={form}
      class="offline"
      noValidate
      aria-label={words.transcript}
      onSubmit={send}
      onKeyDown={(event) => closeOnEscape(event, close)}
    >
      <p class="offline-hint" role="status">
        {isSent ? words.transcriptSent.replace("{email}", () => email.trim()) : words.transcriptHint}
      </p>
      {!isSent && (
        <label class="field">
          <span>{words.yourEmail}</span>
          <input
            type="email"
            autocomplete="email"
            dir="auto"
            value={email}
            aria-invalid={refusal?.reason === "bad-email"}
            onInput={({ currentTarget: { value } }) => setEmail(value)}
          />
        </label>
      )}
      {refusal && (
        <p class="fault" role="alert">
          {refusalText(speech, refusal)}
        </p>
      )}
      {!isSent && (
        <button class="submit" type="submit" aria-disabled={sending}>
          {sending ? words.sending : words.send}
        </button>
      )}
      <button class="link" type="button" onClick={close}>
        {isSent ? words.backToChat : words.cancel}
      </button>
    </form>
  );
}
