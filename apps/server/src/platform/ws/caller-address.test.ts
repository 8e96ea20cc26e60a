import { expect, test } from "vitest";
import { callerKey } from "./caller-address.ts";

test("[LI5] an address of one's own network is not counted: all visitors may come from there", () => {
  const inside = [
    "127.0.0.1",
    "::1",
    "10.1.2.3",
    "172.31.0.1",
    "192.168.1.1",
    "::ffff:10.0.0.1",
    "fd00::1",
    "fe80::1%eth0",
  ];
  for (const address of [...inside, "", "no address"])
    expect({ address, key: callerKey(address) }).toEqual({ address, key: null });
});

test("[LI5] any other counts by itself, of IPv6 the half that a household has in common", () => {
  expect(callerKey("203.0.113.7")).toBe("203.0.113.7");
  expect(callerKey("::ffff:203.0.113.7")).toBe("203.0.113.7");
  expect(callerKey("172.32.0.1")).toBe("172.32.0.1");
  expect(callerKey("2001:db8:0:1::1")).toBe("2001:0db8:0000:0001");
  expect(callerKey("2001:DB8::1:aaaa:bbbb:cccc:dddd")).toBe("2001:0db8:0000:0001");
  expect(callerKey("2001:db8:0:1:aaaa:bbbb:cccc:dddd")).toBe("2001:0db8:0000:0001");
  expect(callerKey("2001:db8::")).toBe("2001:0db8:0000:0000");
});
