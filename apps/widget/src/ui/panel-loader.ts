import { type Language, loadSpeech } from "../words/language.ts";
import type { Panel, PanelHost } from "./panel-model.ts";
import type { Shell } from "./shell.ts";

/** Fetches the panel and its words when it is first wanted, once; after a failure, again at the next wish. */
export class PanelLoader {
  panel: Panel | null = null;
  #loading: Promise<Panel> | null = null;
  #language: Language;

  constructor(language: Language) {
    this.#language = language;
  }

  load(host: PanelHost, shell: Shell): Promise<Panel> {
    this.#loading ??= this.#fetch(host, shell).finally(() => {
      if (this.panel === null) this.#loading = null;
    });
    return this.#loading;
  }

  speak(language: Language): void {
    this.#language = language;
    if (this.panel === null) return;
    loadSpeech(language).then(
      (speech) => speech.language === this.#language && this.panel?.speak(speech),
      () => {}, // It goes on in the language that it has.
    );
  }

  async #fetch(host: PanelHost, shell: Shell): Promise<Panel> {
    const [{ mountPanel }, speech] = await Promise.all([import("./panel.tsx"), loadSpeech(this.#language)]);
    this.panel = mountPanel({ host, shell, speech });
    // Another one was chosen while it was loading.
    if (speech.language !== this.#language) this.speak(this.#language);
    return this.panel;
  }
}
