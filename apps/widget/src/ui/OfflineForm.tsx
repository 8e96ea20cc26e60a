import { useRef, useState } from "preact/hooks";
import { EMAIL, LONGEST } from "../chat/contact.ts";
import { roomFor } from "../chat/message-length.ts";
import type { Words } from "../words/language.ts";
import type { PanelModel } from "./panel-model.ts";

type Fields = { name: string; email: string; text: string };
type Faults = Partial<Record<keyof Fields, string>>;

/** [ST5] [ST6] Nobody is online: a message and where to answer it. What is typed survives the page. */
export function OfflineForm({ model }: { model: PanelModel }) {
  const { client, memory } = model.host;
  const { words } = model.speech.value;
  const { visitor, site } = model.state.value;
  const [fields, setFields] = useState<Fields>({
    name: memory.contact.name || (visitor?.name ?? ""),
    email: memory.contact.email || (visitor?.email ?? ""),
    text: memory.draft,
  });
  const [departmentId, setDepartment] = useState<number | null>(null);
  const [faults, setFaults] = useState<Faults>({});
  const form = useRef<HTMLFormElement>(null);
  const write = (change: Partial<Fields>) => {
    const next = { ...fields, ...change };
    setFields(next);
    memory.contact = { name: next.name, email: next.email };
    memory.draft = next.text;
  };
  const send = (event: Event) => {
    event.preventDefault();
    const found = faultsOf(fields, words);
    setFaults(found);
    const [first] = Object.keys(found);
    if (first !== undefined) {
      form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
      return;
    }
    const { name, email, text } = fields;
    void client.leaveMessage({ name: name.trim(), email: email.trim(), departmentId, text });
    memory.draft = "";
  };
  return (
    <form ref={form} class="offline" noValidate onSubmit={send}>
      <p class="offline-hint">{words.offlineHint}</p>
      <Line
        label={words.yourName}
        name="name"
        autocomplete="name"
        fields={fields}
        faults={faults}
        write={write}
      />
      <Line
        label={words.yourEmail}
        name="email"
        autocomplete="email"
        fields={fields}
        faults={faults}
        write={write}
      />
      {site !== null && site.departments.length > 0 && (
        <label class="field">
          <span>{words.department}</span>
          <select
            value={departmentId ?? ""}
            onChange={({ currentTarget: { value } }) => setDepartment(value === "" ? null : Number(value))}
          >
            <option value="">{words.anyDepartment}</option>
            {site.departments.map((one) => (
              <option key={one.departmentId} value={one.departmentId}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <div class="field">
        <label for="causerie-text">{words.message}</label>
        <textarea
          id="causerie-text"
          name="text"
          rows={3}
          dir="auto"
          value={fields.text}
          aria-invalid={faults.text !== undefined}
          aria-describedby="causerie-fault-text"
          onInput={({ currentTarget: { value } }) => write({ text: value })}
        />
        <Fault name="text" faults={faults} />
      </div>
      <button class="submit" type="submit">
        {words.send}
      </button>
    </form>
  );
}

/** The form was sent, or is being sent. */
export function MessageLeft({ model, writeAnother }: { model: PanelModel; writeAnother: () => void }) {
  const { words } = model.speech.value;
  const { pending } = model.state.value;
  const isSent = pending.length === 0;
  return (
    <div class="offline">
      <p class="offline-hint" role="status" tabIndex={-1}>
        {isSent && words.messageLeft}
      </p>
      {isSent && (
        <button class="link" type="button" onClick={writeAnother}>
          {words.leaveAnother}
        </button>
      )}
    </div>
  );
}

type LineProps = {
  label: string;
  name: "name" | "email";
  autocomplete: "name" | "email";
  fields: Fields;
  faults: Faults;
  write: (change: Partial<Fields>) => void;
};

function Line({ label, name, autocomplete, fields, faults, write }: LineProps) {
  return (
    <div class="field">
      <label for={`causerie-${name}`}>{label}</label>
      <input
        id={`causerie-${name}`}
        name={name}
        inputMode={name === "email" ? "email" : "text"}
        autocomplete={autocomplete}
        maxLength={LONGEST[name]}
        dir="auto"
        value={fields[name]}
        aria-invalid={faults[name] !== undefined}
        aria-describedby={`causerie-fault-${name}`}
        onInput={({ currentTarget: { value } }) => write({ [name]: value })}
      />
      <Fault name={name} faults={faults} />
    </div>
  );
}

function Fault({ name, faults }: { name: keyof Fields; faults: Faults }) {
  return (
    <span id={`causerie-fault-${name}`} class="fault" role="alert">
      {faults[name]}
    </span>
  );
}

function faultsOf({ email, text }: Fields, words: Words): Faults {
  const faults: Faults = {};
  if (!EMAIL.test(email.trim())) faults.email = words.emailWrong;
  if (text.trim() === "") faults.text = words.messageMissing;
  else if (roomFor(text).kind === "over") faults.text = words.messageTooLong;
  return faults;
}
