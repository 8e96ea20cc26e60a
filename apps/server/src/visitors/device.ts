import { type ParsedResult, parse } from "bowser";
import { Interned } from "./interned.ts";

/** What a visitor browses with: "Firefox 132" on "Windows 10". What cannot be told is "". */
export interface Device {
  browser: string;
  system: string;
  phone: boolean;
}

// A real one has some 150 characters; anyone may send any, and a dozen patterns run over each.
const LONGEST_USER_AGENT = 512;

const devices = new Interned<Device>(2_000);

/** The device that a `User-Agent` header claims; only its first 512 characters are read. Never throws. */
export function deviceOf(userAgent: string): Device {
  const claimed = userAgent.slice(0, LONGEST_USER_AGENT);
  return devices.of(claimed, () => read(claimed));
}

function read(claimed: string): Device {
  if (claimed === "") return { browser: "", system: "", phone: false }; // bowser throws at ""
  const { browser, os, platform } = parse(claimed);
  return {
    browser: titled(browser.name, major(browser.version)),
    system: titled(os.name, isFrozen(claimed) ? "" : systemVersion(os)),
    phone: platform.type === "mobile",
  };
}

function titled(name = "", version = ""): string {
  return name && version ? `${name} ${version}` : name;
}

function major(version = ""): string {
  return version.split(".")[0] ?? "";
}

/** Browsers send these whatever the system's version is: https://www.chromium.org/updates/ua-reduction/ */
function isFrozen(userAgent: string): boolean {
  return /Mac OS X 10[._]15|Android 10; K\)/.test(userAgent);
}

function systemVersion({ name, version, versionName }: ParsedResult["os"]): string {
  if (name === "Windows") return versionName ?? ""; // its version is the kernel's: NT 10.0
  if (name === "macOS") return version?.split(".").slice(0, 2).join(".") ?? "";
  return major(version);
}
