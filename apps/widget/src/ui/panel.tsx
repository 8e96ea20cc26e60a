import { signal } from "@preact/signals";
import { render } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Speech } from "../words/language.ts";
import { Banner } from "./Banner.tsx";
import { Below, takeFocus } from "./Below.tsx";
import { openFiles } from "./client-files.ts";
import composerSheet from "./composer.css?inline";
import emojiSheet from "./emoji/emoji.css?inline";
import filesSheet from "./files.css?inline";
import { Header } from "./Header.tsx";
import headerSheet from "./header.css?inline";
import { Log } from "./Log.tsx";
import logSheet from "./log.css?inline";
import messageSheet from "./message.css?inline";
import offlineSheet from "./offline.css?inline";
import panelSheet from "./panel.css?inline";
import { PanelDialog } from "./panel-dialog.ts";
import type { Panel, PanelHost, PanelModel } from "./panel-model.ts";
import { PhoneScreen } from "./phone-screen.ts";
import { RatingBar } from "./RatingBar.tsx";
import ratingSheet from "./rating.css?inline";
import type { Shell } from "./shell.ts";
import { styleSheet } from "./style-sheet.ts";

const sheets = [
  panelSheet,
  headerSheet,
  logSheet,
  messageSheet,
  composerSheet,
  offlineSheet,
  ratingSheet,
  filesSheet,
  emojiSheet,
];

/** Brings Preact along; loaded when the panel is wanted for the first time. Stays, hidden, when it is closed. */
export function mountPanel({
  host,
  shell,
  speech,
}: {
  host: PanelHost;
  shell: Shell;
  speech: Speech;
}): Panel {
  const state = signal(host.client.state);
  const spoken = signal(speech);
  const open = signal(false);
  const form: PanelModel["form"] = signal(host.memory.details === "" ? null : "details");
  const ending: PanelModel["ending"] = signal(null);
  const focusOnOpen = { wanted: false };
  host.client.subscribe(() => {
    state.value = host.client.state;
  });
  shell.dress();
  shell.root.adoptedStyleSheets.push(...sheets.map(styleSheet));
  const screen = new PhoneScreen(shell.root);
  const dialog = new PanelDialog();
  const place = document.createElement("div");
  shell.frame.prepend(place);
  const model = { host, state, speech: spoken, open, form, ending, files: openFiles(host.client) };
  const focused = () => shell.root.activeElement;
  render(<Window model={model} dialog={dialog} focusOnOpen={focusOnOpen} focused={focused} />, place);
  return {
    show(shown, focus) {
      focusOnOpen.wanted = focus;
      screen.cover(shown);
      if (!shown) dialog.close();
      open.value = shown;
    },
    attach() {
      if (open.value) dialog.open();
    },
    speak(next) {
      spoken.value = next;
    },
  };
}

type WindowProps = {
  model: PanelModel;
  dialog: PanelDialog;
  focusOnOpen: { wanted: boolean };
  focused(): Element | null;
};

function Window({ model, dialog, focusOnOpen, focused }: WindowProps) {
  const open = model.open.value;
  const below = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (open) dialog.open();
    if (open && focusOnOpen.wanted) takeFocus(below.current);
  }, [open]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.isComposing) model.host.close();
  };
  // The gesture that goes back; a cancelled choice of a file comes by here too.
  const onCancel = (event: Event) => {
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    model.host.close();
  };
  return (
    <dialog
      ref={dialog.place}
      class="panel"
      aria-labelledby="causerie-title"
      hidden={!open}
      onKeyDownCapture={keepOpenOnEscape}
      onKeyDown={onKeyDown}
      onCancel={onCancel}
      // Browsers let that gesture through where it comes twice.
      onClose={(event) => event.currentTarget.open || model.host.close()}
    >
      <Header model={model} />
      <Banner model={model} />
      <Log model={model} />
      <div>
        <RatingBar model={model} />
        <Below model={model} place={below} focused={focused} />
      </div>
    </dialog>
  );
}

/** What stands inside may have closed by it instead. A dialog in this one closes by itself. */
function keepOpenOnEscape(event: KeyboardEvent): void {
  const { target, currentTarget } = event;
  const isOurs = target instanceof Element && target.closest("dialog") === currentTarget;
  if (event.key === "Escape" && isOurs) event.preventDefault();
}
