import { describe, expect, it } from "vitest";
import { deviceOf } from "./device.ts";

const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
const windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
const iphone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";

const desktops: [browser: string, system: string, userAgent: string][] = [
  [
    "Firefox 132",
    "Windows 10",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
  ],
  ["Chrome 131", "Windows 10", `${windows} ${webkit} Chrome/131.0.0.0 Safari/537.36`],
  ["Microsoft Edge 131", "Windows 10", `${windows} ${webkit} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0`],
  ["Opera 115", "Windows 10", `${windows} ${webkit} Chrome/130.0.0.0 Safari/537.36 OPR/115.0.0.0`],
  [
    "Internet Explorer 11",
    "Windows 7",
    "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko",
  ],
  [
    "Safari 17",
    "macOS",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.6 Safari/605.1.15",
  ],
  [
    "Firefox 132",
    "macOS",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0",
  ],
  [
    "Firefox 115",
    "macOS 10.13",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.13; rv:115.0) Gecko/20100101 Firefox/115.0",
  ],
  ["Chrome 131", "Linux", `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/131.0.0.0 Safari/537.36`],
  ["Chrome 131", "Linux", `Mozilla/5.0 (X11; Linux x86_64) ${webkit} HeadlessChrome/131.0.0.0 Safari/537.36`],
  ["Firefox 132", "Linux", "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"],
  [
    "Chrome 131",
    "Chrome OS",
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webkit} Chrome/131.0.0.0 Safari/537.36`,
  ],
];

const phones: typeof desktops = [
  ["Safari 17", "iOS 17", `${iphone} Version/17.6 Mobile/15E148 Safari/604.1`],
  ["Chrome 131", "iOS 17", `${iphone} CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1`],
  [
    "Chrome 109",
    "Android 13",
    `Mozilla/5.0 (Linux; Android 13; Pixel 7) ${webkit} Chrome/109.0.0.0 Mobile Safari/537.36`,
  ],
  [
    "Chrome 131",
    "Android",
    `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/131.0.0.0 Mobile Safari/537.36`,
  ],
  ["Firefox 132", "Android 14", "Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0"],
  [
    "Samsung Internet for Android 26",
    "Android 14",
    `Mozilla/5.0 (Linux; Android 14; SM-S921B) ${webkit} SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36`,
  ],
];

const tablets: typeof desktops = [
  [
    "Safari 16",
    "iOS 16",
    "Mozilla/5.0 (iPad; CPU OS 16_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1",
  ],
  ["Chrome 131", "Android", `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/131.0.0.0 Safari/537.36`],
];

describe("deviceOf", () => {
  it.each(desktops)("knows %s on %s", (browser, system, userAgent) => {
    expect(deviceOf(userAgent)).toEqual({ browser, system, phone: false });
  });

  it.each(phones)("knows %s on %s for a phone", (browser, system, userAgent) => {
    expect(deviceOf(userAgent)).toEqual({ browser, system, phone: true });
  });

  it.each(tablets)("does not take %s on %s for a phone when it is a tablet", (browser, system, userAgent) => {
    expect(deviceOf(userAgent)).toEqual({ browser, system, phone: false });
  });

  it("names a robot without a system", () => {
    const robot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    expect(deviceOf(robot)).toEqual({ browser: "Googlebot 2", system: "", phone: false });
  });

  it.each(["", " ", "hello", "curl/8.5.0", "Mozilla/5.0", "\u202e\0", "/".repeat(1_000_000)])(
    "says nothing of what it does not know (%#)",
    (userAgent) => {
      expect(deviceOf(userAgent)).toEqual({ browser: "", system: "", phone: false });
    },
  );

  it("reads no further than 512 characters", () => {
    expect(deviceOf(`${"x".repeat(512)} Firefox/132.0`).browser).toBe("");
    expect(deviceOf(`${"x".repeat(490)} Firefox/132.0`).browser).toBe("Firefox 132");
  });
});
