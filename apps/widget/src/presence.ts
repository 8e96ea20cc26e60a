import { browserEnvironment, tabStorage } from "@causerie/client/browser";
import { connectVisitor, type VisitorClient } from "@causerie/client/visitor";
import { Memory } from "./memory.ts";
import { type CheckedCall, checkCall } from "./site/check-call.ts";
import { browserInputView, watchIdle } from "./site/idle-watch.ts";
import { browserPageView, watchPage } from "./site/page-watch.ts";
import type { Call, Settings } from "./site/settings.ts";
import { SiteEvents } from "./site/site-events.ts";
import { warn } from "./site/warn.ts";
import { Widget } from "./widget.ts";
import { languageOf } from "./words/language.ts";

/** Where the server takes visitors, beside widget.js. */
const SOCKET_PATH = "ws/visitor";

/** From here on the visitor is on the site: the page is told and followed, the launcher shows once we are welcome. */
export function start(settings: Settings): (call: Call) => void {
  const environment = browserEnvironment({ storagePrefix: "causerie." });
  const view = browserPageView();
  const language = settings.language ?? navigator.language;
  const client = connectVisitor({
    url: socketUrl(settings.base),
    key: settings.key,
    page: view.read(),
    referrer: document.referrer,
    language,
    environment,
  });
  const widget = new Widget({
    client,
    memory: new Memory(settings.key, environment.storage, tabStorage()),
    events: new SiteEvents(),
    language: languageOf(language),
    tabId: environment.newId(),
  });
  watchPage(view, (page) => client.showPage(page));
  // With the launcher: the browser draws the page anew for a listener to its scrolling, as for the launcher.
  whenWelcome(client, () => watchIdle(browserInputView(), (idle) => client.setIdle(idle)));
  whenInFront(() => widget.look());
  return (call) => perform(widget, call);
}

function socketUrl(base: string): string {
  return new URL(SOCKET_PATH, base).href.replace(/^http/, "ws");
}

function whenWelcome(client: VisitorClient, run: () => void): void {
  const stop = client.subscribe(() => {
    if (client.state.visitor === null) return;
    stop();
    run();
  });
}

function whenInFront(run: () => void): void {
  const runIfVisible = () => document.hidden || run();
  document.addEventListener("visibilitychange", runIfVisible);
  addEventListener("focus", runIfVisible);
  runIfVisible();
}

function perform(widget: Widget, call: Call): void {
  const checked = checkCall(call);
  if (checked.ok) act(widget, checked.value);
  else warn(checked.expected);
}

function act(widget: Widget, call: CheckedCall): void {
  switch (call.name) {
    case "set":
      widget.set(call);
      break;
    case "identify":
      widget.client.identify(call.identity);
      break;
    case "open":
      widget.open("asked");
      break;
    case "close":
      widget.close();
      break;
    case "on":
      widget.events.on(call.event, call.listener);
      break;
    case "off":
      widget.events.off(call.event, call.listener);
      break;
    default:
      call satisfies never;
  }
}
