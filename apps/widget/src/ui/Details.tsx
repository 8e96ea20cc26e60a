import type { OwnChanges, RefusalOfCommand } from "@causerie/client";
import { useRef, useState } from "preact/hooks";
import { refusalText } from "../words/sentence.ts";
import { closeOnEscape, leaveForm, withFocus } from "./leave-form.ts";
import type { PanelModel } from "./panel-model.ts";

const FIELDS = ["name", "email", "phone"] as const;
type Field = (typeof FIELDS)[number];
const INPUT = {
  name: { type: "text", autocomplete: "name" },
  email: { type: "email", autocomplete: "email" },
  phone: { type: "tel", autocomplete: "tel" },
} as const;
/** What is typed, and what stood there when that began. */
type Typed = { [Key in Field]?: { from: string; to: string } };

/** [DE5] The visitor's own details, in the place of the composer. */
export function Details({ model }: { model: PanelModel }) {
  const { words } = model.speech.value;
  const { visitor } = model.state.value;
  const { memory } = model.host;
  const [typed, keep] = useState<Typed>(() => readTyped(memory.details));
  const [refusal, setRefusal] = useState<RefusalOfCommand | null>(null);
  const [saving, setSaving] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const setTyped = (next: Typed) => {
    keep(next);
    memory.details = JSON.stringify(next);
  };
  const close = (from: HTMLElement | null) => {
    memory.details = "";
    leaveForm(model, from);
  };
  const there = (field: Field) => visitor?.[field] ?? "";
  const write = (field: Field, to: string) =>
    setTyped({ ...typed, [field]: { from: typed[field]?.from ?? there(field), to } });
  const save = async (event: Event) => {
    event.preventDefault();
    if (saving) return;
    const changes: OwnChanges = typed;
    setSaving(true);
    const answer = await model.host.client.editMyDetails(changes);
    setSaving(false);
    if (answer.ok) close(withFocus(form.current));
    else {
      setRefusal(answer.refusal);
      if (answer.refusal.reason === "details-changed") setTyped(seen(typed, answer.refusal.current));
    }
  };
  const labels = { name: words.yourName, email: words.yourEmail, phone: words.yourPhone };
  return (
    <form
      ref={form}
      class="offline"
      noValidate
      aria-label={words.details}
      onSubmit={save}
      onKeyDown={(event) => closeOnEscape(event, () => close(form.current))}
    >
      {FIELDS.map((field) => (
        <label key={field} class="field">
          <span>{labels[field]}</span>
          <input
            {...INPUT[field]}
            dir="auto"
            value={typed[field]?.to ?? there(field)}
            aria-invalid={isAbout(refusal, field)}
            onInput={({ currentTarget: { value } }) => write(field, value)}
          />
          {refusal?.reason === "details-changed" && refusal.current[field] !== undefined && (
            <span class="fault">{words.changedTo.replace("{value}", refusal.current[field])}</span>
          )}
        </label>
      ))}
      {refusal && (
        <p class="fault" role="alert">
          {refusalText(model.speech.value, refusal)}
        </p>
      )}
      <button class="submit" type="submit" aria-disabled={saving}>
        {saving ? words.sending : words.save}
      </button>
      <button class="link" type="button" onClick={() => close(form.current)}>
        {words.cancel}
      </button>
    </form>
  );
}

/** [DE1] The visitor sees what stands there now; saved again, what they typed replaces it. */
function seen(typed: Typed, current: Partial<Record<string, string>>): Typed {
  const next = { ...typed };
  for (const field of FIELDS) {
    const [mine, from] = [typed[field], current[field]];
    if (mine && from !== undefined) next[field] = { ...mine, from };
  }
  return next;
}

function isAbout(refusal: RefusalOfCommand | null, field: Field): boolean {
  if (refusal?.reason === "bad-email") return field === "email";
  return refusal?.reason === "detail-too-long" && refusal.field === field;
}

function readTyped(kept: string): Typed {
  try {
    // As this form wrote it: the store is the tab's own.
    return JSON.parse(kept) as Typed;
  } catch {
    return {};
  }
}
