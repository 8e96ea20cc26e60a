import { Interned } from "./interned.ts";

/**
 * The page that a visitor came from. `host` keeps its port; `searchEngine` is a name to show: "Google". `searchTerm`:
 * what was searched, in one spelling; most engines keep it to themselves now.
 */
export interface Referrer {
  url: string;
  host: string;
  searchEngine: string | null;
  searchTerm: string | null;
}

const LONGEST_URL = 2_000;
const LONGEST_TERM = 200;

/**
 * Reads what a page gave as `document.referrer`; `null` when it is no http(s) address. The address comes back in
 * URL's own spelling, without credentials or fragment, cut to 2,000 characters.
 */
export function referrerOf(url: string): Referrer | null {
  return url === "" ? null : referrers.of(url.slice(0, LONGEST_URL), () => read(url));
}

const referrers = new Interned<Referrer | null>(2_000);

function read(url: string): Referrer | null {
  const page = URL.parse(url.slice(0, LONGEST_URL));
  if (page === null || !isWeb(page)) return null;
  page.username = "";
  page.password = "";
  page.hash = "";
  const searchEngine = searchEngineAt(page.hostname);
  const searchTerm = searchEngine === null ? null : searchTermOf(page.searchParams);
  return { url: cut(page.href), host: page.host, searchEngine, searchTerm };
}

function isWeb({ protocol }: URL): boolean {
  return protocol === "https:" || protocol === "http:";
}

/** Escaping may have made it longer than what came in; half an escape at the end would not decode. */
function cut(href: string): string {
  return href.slice(0, LONGEST_URL).replace(/%[0-9A-Fa-f]?$/, "");
}

/** Google, Bing and most: q. Yahoo: p. Yandex: text. Baidu: wd or word. */
function searchTermOf(params: URLSearchParams): string | null {
  const term = ["q", "p", "text", "wd", "word"].map((name) => params.get(name)).find((value) => value);
  const words = term?.toLowerCase().replace(/\s+/g, " ").trim().slice(0, LONGEST_TERM);
  return words || null;
}

function searchEngineAt(hostname: string): string | null {
  const engine = Object.entries(SEARCH_HOSTS).find(([, hosts]) => hosts.test(hostname));
  return engine?.[0] ?? null;
}

// Only the hosts that search: somebody who comes from mail.google.com followed a link in a letter.
const SEARCH_HOSTS = {
  Google: /^(?:(?:www|m|images)\.)?google\.(?:com|cat|[a-z]{2}|com?\.[a-z]{2})$/,
  Bing: /^(?:(?:www|m|[a-z]{2})\.)?bing\.com$/,
  DuckDuckGo: /^(?:(?:www|html|lite|safe|start|noai)\.)?duckduckgo\.com$/,
  Qwant: /^(?:(?:www|lite)\.)?qwant\.com$/,
  Ecosia: /^(?:www\.)?ecosia\.org$/,
  Yahoo: /^(?:[a-z]{1,3}\.)?search\.yahoo\.(?:com|co\.jp)$/,
  Yandex: /^(?:(?:www|m)\.)?(?:ya\.ru|yandex\.(?:com|[a-z]{2}|com?\.[a-z]{2}))$/,
  Baidu: /^(?:(?:www|m|wap)\.)?baidu\.com$/,
  Brave: /^search\.brave\.com$/,
};
