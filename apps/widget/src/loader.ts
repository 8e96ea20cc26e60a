import type { Call, Settings, SiteApi } from "./site/settings.ts";
import { warn } from "./site/warn.ts";

/** The chunk that shows the visitor to the agents, beside widget.js: put in by the build. */
declare const __PRESENCE__: string;

type Presence = { start(settings: Settings): (call: Call) => void };

/** The whole of widget.js: all that a page runs before the chat server has answered a second time. */
function load(script: HTMLScriptElement): void {
  const before: unknown = Reflect.get(window, "causerie");
  if (isObject(before) && "set" in before) return;
  const { key, language = null } = script.dataset;
  if (!key) {
    warn("Causerie: the script tag of widget.js needs data-key, the site's key.");
    return;
  }

  const settings = { base: new URL(".", script.src).href, key, language };
  const calls: Call[] = isObject(before) && Array.isArray(before.queue) ? before.queue : [];
  let take = (call: Call): void => void calls.push(call);
  Reflect.set(
    window,
    "causerie",
    apiOf((call) => take(call)),
  );
  whenParsed(async () => {
    const { start }: Presence = await import(/* @vite-ignore */ new URL(__PRESENCE__, settings.base).href);
    take = start(settings);
    for (const call of calls) take(call);
  });
}

function apiOf(take: (call: Call) => void): SiteApi {
  return {
    set: (values) => take(["set", values]),
    identify: (identity) => take(["identify", identity]),
    open: () => take(["open"]),
    close: () => take(["close"]),
    on: (event, listener) => {
      take(["on", event, listener]);
      return () => take(["off", event, listener]);
    },
  };
}

/** After the page's own work; where the chat server is gone the page is as if the widget were not there. */
function whenParsed(run: () => Promise<void>): void {
  const quietly = () => run().catch(() => {});
  if (document.readyState !== "loading") quietly();
  else document.addEventListener("DOMContentLoaded", quietly, { once: true });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

// A classic script: in a module there would be no current script.
if (document.currentScript instanceof HTMLScriptElement) load(document.currentScript);
