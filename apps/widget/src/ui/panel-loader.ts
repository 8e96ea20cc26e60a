import type { Speech } from "../words/language.ts";
import type { Panel, PanelHost } from "./panel-model.ts";
import type { Shell } from "./shell.ts";

/** Fetches the panel when it is first wanted, once; after a failure, again at the next wish. */
export class PanelLoader {
  panel: Panel | null = null;
  #loading: Promise<Panel> | null = null;

  load(host: PanelHost, seen: { shell: Shell; speech: Speech }): Promise<Panel> {
    this.#loading ??= this.#fetch(host, seen).finally(() => {
      if (this.panel === null) this.#loading = null;
    });
    return this.#loading;
  }

  async #fetch(host: PanelHost, seen: { shell: Shell; speech: Speech }): Promise<Panel> {
    const { mountPanel } = await import("./panel.tsx");
    this.panel = mountPanel({ host, shell: seen.shell, speech: seen.speech });
    return this.panel;
  }
}
