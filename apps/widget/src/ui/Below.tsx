import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { belowLog, type Standing } from "../chat/writing.ts";
import { Composer } from "./Composer.tsx";
import { Details } from "./Details.tsx";
import { MessageLeft, OfflineForm } from "./OfflineForm.tsx";
import type { PanelModel } from "./panel-model.ts";
import { Transcript } from "./Transcript.tsx";

/** `focused`: of ours, also while another window has the keys. */
type Props = { model: PanelModel; place: RefObject<HTMLDivElement | null>; focused(): Element | null };

/** What stands below the log. The focus goes to what comes in its place, also when it was asked for in the menu [WI1]. */
export function Below({ model, place, focused }: Props) {
  const { chat } = model.state.value;
  /** The message after which the visitor wants to leave another one. */
  const [after, writeAfter] = useState<string | null>(null);
  const [, look] = useState({});
  const before = useRef<Standing | null>(null);
  const from = focused();
  const hadFocus = place.current?.contains(from);
  const standing = belowLog(model.state.value, {
    form: model.form.value,
    writesAnother: after !== null && after === chat?.chatId,
    fillsIn: before.current === "offline-form" && hadFocus && from?.matches("input, select"),
  });
  before.current = standing;
  useLayoutEffect(() => {
    if (hadFocus || (model.form.value && from?.closest(".menu"))) takeFocus(place.current, from);
  }, [standing]);
  return (
    // A task later the focus is where it goes to.
    <div ref={place} onFocusOut={() => setTimeout(look, 0, {})}>
      {standing === "details" && <Details model={model} />}
      {standing === "transcript" && <Transcript model={model} />}
      {standing === "composer" && <Composer model={model} />}
      {standing === "offline-form" && <OfflineForm model={model} />}
      {standing === "message-left" && (
        <MessageLeft model={model} writeAnother={() => writeAfter(chat?.chatId ?? null)} />
      )}
    </div>
  );
}

/** The field to write in, with the caret of the one before; else the first one, what is said there, or the way back. */
export function takeFocus(place: HTMLElement | null, before?: Element | null): void {
  const field = place?.querySelector("textarea");
  const found = field ?? place?.querySelector<HTMLElement>("input, [tabindex], button");
  found?.focus({ preventScroll: true });
  if (before instanceof HTMLTextAreaElement)
    field?.setSelectionRange(before.selectionStart, before.selectionEnd);
}
