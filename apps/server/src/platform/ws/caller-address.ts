import { BlockList, isIP, isIPv6 } from "node:net";

/** Addresses of a network of one's own: loopback, private, link-local, unique-local (RFC 6890). */
const inside = new BlockList();
for (const [net, prefix] of [
  ["10.0.0.0", 8],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  inside.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of [
  ["::1", 128],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  inside.addSubnet(net, prefix, "ipv6");

/**
 * What callers are counted by: the address, of IPv6 the /64 that one household has. null: not to be counted, as all
 * visitors come from one address of one's own network where a proxy is not named as trusted [LI5].
 */
export function callerKey(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  const version = isIP(plain);
  if (version === 0 || inside.check(plain, version === 6 ? "ipv6" : "ipv4")) return null;
  return isIPv6(plain) ? firstHalf(plain) : plain;
}

/** Without the zone, and with what "::" leaves out. */
function firstHalf(address: string): string {
  const [left = "", right] = address.split("%", 1).join("").toLowerCase().split("::");
  const head = left === "" ? [] : left.split(":");
  const tail = right ? right.split(":") : [];
  const groups = right === undefined ? head : [...head, ...zeros(8 - head.length - tail.length), ...tail];
  return groups
    .slice(0, 4)
    .map((group) => group.padStart(4, "0"))
    .join(":");
}

function zeros(count: number): string[] {
  return Array(Math.max(0, count)).fill("0");
}
