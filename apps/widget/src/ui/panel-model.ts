import type { RefusalOfCommand, VisitorClient, VisitorClientState } from "@causerie/client";
import type { ClientFiles } from "@causerie/client/files";
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { Form } from "../chat/writing.ts";
import type { Memory } from "../memory.ts";
import type { Language, Speech } from "../words/language.ts";

/** What the panel asks of the widget around it. */
export type PanelHost = {
  readonly client: VisitorClient;
  readonly memory: Memory;
  close(): void;
  chooseLanguage(language: Language): void;
};

/** What the widget asks of the panel. `focus`: the composer takes it. */
export type Panel = {
  show(open: boolean, focus: boolean): void;
  /** The widget may have been taken out of the page, and put back. */
  attach(): void;
  speak(speech: Speech): void;
};

/** `areImagesForbidden`: the page's Content-Security-Policy lets none of ours in; links are shown from then on. */
export type PanelFiles = { client: ClientFiles<null>; areImagesForbidden: { readonly value: boolean } };

/** What the panel's components read; they follow the signals by themselves. */
export type PanelModel = {
  readonly host: PanelHost;
  readonly state: ReadonlySignal<VisitorClientState>;
  readonly speech: ReadonlySignal<Speech>;
  readonly open: ReadonlySignal<boolean>;
  readonly files: PanelFiles;
  /** What is shown in the place of the composer. */
  readonly form: Signal<Form | null>;
  /** What became of the visitor's wish to end the chat; null before it, and once it is done. */
  readonly ending: Signal<"asked" | RefusalOfCommand | null>;
};
