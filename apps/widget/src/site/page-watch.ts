import type { Page } from "@causerie/protocol";

/** Single-page sites change the address first and the title a moment later: both are told as one page. */
const SETTLE_MS = 100;
/** How often the address is compared where the browser has no Navigation API. */
const COMPARE_MS = 1000;

/** The page as seen from here. `onHint` calls back when it may have changed. */
export type PageView = {
  read(): Page;
  onHint(listener: () => void): void;
  after(delayMs: number, run: () => void): void;
};

/** Calls back with every page that differs from the one before. */
export function watchPage(view: PageView, onPage: (page: Page) => void): void {
  let shown = view.read();
  let settling = false;
  const settled = () => {
    settling = false;
    const page = view.read();
    if (same(page, shown)) return;
    shown = page;
    onPage(page);
  };
  view.onHint(() => {
    if (settling || same(view.read(), shown)) return;
    settling = true;
    view.after(SETTLE_MS, settled);
  });
}

function same(one: Page, other: Page): boolean {
  return one.url === other.url && one.title === other.title;
}

/** Nothing of the page's is patched: where `navigation` is missing the address is looked at now and then. */
export function browserPageView(): PageView {
  return {
    read: () => ({ url: location.href, title: document.title }),
    onHint: (listener) => {
      if ("navigation" in window) navigation.addEventListener("currententrychange", listener);
      else compareNowAndThen(listener);
      const title = new MutationObserver(listener);
      title.observe(document.head, { childList: true, characterData: true, subtree: true });
    },
    after: (delayMs, run) => void setTimeout(run, delayMs),
  };
}

function compareNowAndThen(listener: () => void): void {
  for (const type of ["popstate", "hashchange"]) addEventListener(type, listener);
  addEventListener("click", listener, { passive: true });
  setInterval(() => document.hidden || listener(), COMPARE_MS);
}
