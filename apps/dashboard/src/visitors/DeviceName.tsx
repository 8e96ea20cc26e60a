import type { Device } from "@causerie/protocol";

/** "Firefox 144 · macOS" */
export function DeviceName({ device: { browser, system } }: { device: Device }) {
  const text = `${browser} · ${system}`;
  return <bdi title={text}>{text}</bdi>;
}
