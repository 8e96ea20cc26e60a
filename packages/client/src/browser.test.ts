import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { browserEnvironment, tabStorage } from "./browser.ts";

let stored: Record<string, string>;
let quota: number;
let page: EventTarget;

beforeEach(() => {
  stored = {};
  quota = Number.POSITIVE_INFINITY;
  page = Object.assign(new EventTarget(), { hidden: false });
  vi.stubGlobal("window", page);
  vi.stubGlobal("document", page);
  vi.stubGlobal("localStorage", storageWithQuota());
});
afterEach(() => vi.unstubAllGlobals());

/** Keys are own properties, as in a browser. */
function storageWithQuota(): object {
  const methods = {
    getItem: (key: string) => stored[key] ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > quota) throw new Error("QuotaExceededError");
      stored[key] = value;
    },
    removeItem: (key: string) => {
      delete stored[key];
    },
  };
  return new Proxy(methods, {
    ownKeys: () => Object.keys(stored),
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  });
}

const open = () => browserEnvironment({ storagePrefix: "causerie:" });

test("storage keeps to its prefix", () => {
  const { storage } = open();
  stored["the page's own"] = "untouched";
  storage.set("token", "a");
  expect(stored).toEqual({ "the page's own": "untouched", "causerie:token": "a" });
  expect(storage.keys()).toEqual(["token"]);
  expect(open().storage.get("token")).toBe("a");
  storage.remove("token");
  expect(storage.get("token")).toBeNull();
});

test("what does not fit is kept in memory until there is room", () => {
  const { storage } = open();
  storage.set("old", "x");
  storage.set("box", "small");
  quota = 5;
  storage.set("box", "too large");
  expect(storage.get("box")).toBe("too large");
  expect(storage.keys().sort()).toEqual(["box", "old"]);
  quota = 100;
  storage.remove("old");
  expect(stored).toEqual({ "causerie:box": "too large" });
});

test("a browser that forbids storage altogether is met with memory", () => {
  vi.stubGlobal("localStorage", undefined);
  const { storage } = open();
  storage.set("token", "a");
  expect(storage.get("token")).toBe("a");
  expect(storage.keys()).toEqual(["token"]);
  storage.remove("token");
  expect(storage.get("token")).toBeNull();
});

test("ids are unguessable and fit the protocol", () => {
  const ids = Array.from({ length: 100 }, () => open().newId());
  expect(new Set(ids).size).toBe(100);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
});

test("[DL15] it wakes when the network goes or returns and when it comes to the front, until told to stop", () => {
  const environment = open();
  let wakes = 0;
  let hides = 0;
  const stops = [environment.onWake(() => wakes++), environment.onHide(() => hides++)];
  for (const type of ["online", "offline", "pageshow", "visibilitychange", "pagehide"])
    page.dispatchEvent(new Event(type));
  expect([wakes, hides]).toEqual([4, 1]);
  Object.assign(page, { hidden: true });
  page.dispatchEvent(new Event("visibilitychange"));
  for (const stop of stops) stop();
  for (const type of ["online", "offline", "pageshow", "pagehide"]) page.dispatchEvent(new Event(type));
  expect([wakes, hides]).toEqual([4, 1]);
});

test("sockets and timers are the browser's", async () => {
  const sockets: {
    url: string;
    onmessage?: (message: { data: string }) => void;
    sent: string[];
    code?: number;
  }[] = [];
  vi.stubGlobal(
    "WebSocket",
    class {
      sent: string[] = [];
      code?: number;
      url: string;
      constructor(url: string) {
        this.url = url;
        sockets.push(this);
      }
      send(text: string) {
        this.sent.push(text);
      }
      close(code?: number) {
        this.code = code ?? 1000;
      }
    },
  );
  const environment = open();
  const socket = environment.openSocket("wss://x/");
  const heard: unknown[] = [];
  socket.onmessage = ({ data }) => heard.push(data);
  sockets[0]?.onmessage?.({ data: "hi" });
  socket.send("ho");
  socket.close(4001);
  expect(heard).toEqual(["hi"]);
  expect(sockets[0]).toMatchObject({ url: "wss://x/", sent: ["ho"], code: 4001 });
  environment.after(0, () => heard.push("never"))();
  await new Promise<void>((resolve) => {
    environment.after(0, resolve);
  });
  expect(heard).toEqual(["hi"]);
  expect(Math.abs(environment.now() - Date.now())).toBeLessThan(1_000);
  expect(environment.random()).toBeLessThan(1);
});

test("[WI3] what is the tab's own goes into its storage, and where that is refused it lives as long as the page", () => {
  vi.stubGlobal("sessionStorage", storageWithQuota());
  tabStorage().set("draft", "Half a");
  expect(stored).toEqual({ draft: "Half a" });
  expect(tabStorage().get("draft")).toBe("Half a");

  vi.stubGlobal("sessionStorage", undefined);
  const refused = tabStorage();
  expect(refused.get("draft")).toBeNull();
  refused.set("draft", "Half a word");
  expect(refused.get("draft")).toBe("Half a word");
  expect(tabStorage().get("draft")).toBeNull();
  expect(stored).toEqual({ draft: "Half a" });
});
