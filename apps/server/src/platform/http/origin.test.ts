import { expect, test } from "vitest";
import { isOwnOrigin } from "./origin.ts";

const PUBLIC = "https://chat.example.com";

test.each<[string, string | undefined, string, string | undefined, boolean]>([
  ["the host that the request names", "http://localhost:4000", "localhost:4000", undefined, true],
  ["a default port, written out or not", "http://chat.local", "chat.local:80", undefined, true],
  ["PUBLIC_URL, behind a proxy that names itself", PUBLIC, "10.0.0.5:4000", PUBLIC, true],
  ["this machine, beside a PUBLIC_URL", "http://127.0.0.1:4000", "127.0.0.1:4000", PUBLIC, true],
  ["another port of the same host", "http://localhost:4001", "localhost:4000", undefined, false],
  ["another site", "https://evil.example", "chat.example.com", PUBLIC, false],
  ["a name that begins alike", "https://chat.example.com.evil.example", "chat.example.com", PUBLIC, false],
  ["PUBLIC_URL without its s", "http://chat.example.com", "10.0.0.5:4000", PUBLIC, false],
  ["a sandboxed page", "null", "localhost:4000", undefined, false],
  ["an extension", "chrome-extension://localhost:4000", "localhost:4000", undefined, false],
  ["none", undefined, "localhost:4000", undefined, false],
])("[DO2] an Origin that is %s", (_name, origin, host, publicUrl, isOwn) => {
  expect(isOwnOrigin({ host, ...(origin && { origin }) }, { publicUrl })).toBe(isOwn);
});
