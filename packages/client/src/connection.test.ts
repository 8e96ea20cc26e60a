import type { VisitorFrame, VisitorServerFrame } from "@causerie/protocol";
import { CLOSE } from "@causerie/protocol/close-codes";
import { beforeEach, describe, expect, test } from "vitest";
import { Connection } from "./connection.ts";
import { ConnectionUnderTest, PING_MS, welcome } from "./testing/connection-under-test.ts";

let it: ConnectionUnderTest;

beforeEach(() => {
  it = new ConnectionUnderTest();
});

test("the hello is the first frame, and the welcome makes it online", () => {
  it.network.flush();
  expect(it.server.connection.types).toEqual(["look"]);
  expect(it.connection.send({ t: "look" })).toBe(false);
  it.goOnline();
  expect(it.frames).toEqual(["welcome"]);
  expect(it.states).toEqual([{ kind: "online" }]);
  expect(it.connection.send({ t: "look" })).toBe(true);
});

describe("[DL15] after a loss", () => {
  test("the waits grow to 15 s, at random up to the full length", () => {
    it.goOnline();
    it.clock.advance(10_000);
    it.random = 0.999_999;
    it.network.newest.cut();
    const longest = it.waits(9).map(Math.round);
    expect(longest).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  });

  test("the spread begins at no wait at all", () => {
    it.goOnline();
    it.random = 0;
    it.network.newest.cut();
    expect(it.state).toEqual({ kind: "lost", since: it.clock.now(), retryAt: it.clock.now() });
  });

  test("the loss has one beginning, until the connection is back", () => {
    it.goOnline();
    const lostAt = it.clock.now();
    it.network.newest.cut();
    it.waits(3);
    expect(it.states.slice(1)).toEqual(
      it.states.slice(1).map(() => expect.objectContaining({ kind: "lost", since: lostAt })),
    );
    it.goOnline();
    expect(it.state).toEqual({ kind: "online" });
    it.clock.advance(6_000);
    it.network.newest.cut();
    expect(it.state).toEqual({ kind: "lost", since: it.clock.now(), retryAt: it.clock.now() + 125 });
  });

  test("a connection that lasted starts again at the shortest wait; one that is dropped at once does not", () => {
    it.network.newest.cut();
    it.waits(4);
    it.goOnline();
    it.clock.advance(5_000);
    it.network.newest.cut();
    expect(it.waits(1)).toEqual([125]);
    it.goOnline();
    it.closeByServer(1011);
    expect(it.waits(1)).toEqual([250]);
  });

  test("a page that wakes, or a network that returns, tries at once", () => {
    it.goOnline();
    it.network.newest.cut();
    expect(it.network.wires).toHaveLength(0);
    it.tab.wake();
    expect(it.network.wires).toHaveLength(1);
    it.tab.wake();
    it.goOnline();
    expect(it.server.connections).toHaveLength(2);
    expect(it.state).toEqual({ kind: "online" });
    it.clock.advance(1_000);
    expect(it.network.wires).toHaveLength(1);
  });

  test("an attempt that does not answer is given up after 10 s", () => {
    it.network.newest.stall();
    it.clock.advance(9_999);
    expect(it.states).toEqual([]);
    it.clock.advance(1);
    expect(it.state).toMatchObject({ kind: "lost" });
    it.clock.advance(125);
    it.goOnline();
    expect(it.state).toEqual({ kind: "online" });
  });

  test("an address that the browser refuses outright is tried again", () => {
    const broken = new Connection<VisitorFrame, VisitorServerFrame>({
      url: "",
      environment: {
        ...it.tab.environment,
        openSocket: () => {
          throw new Error("SecurityError");
        },
      },
      hello: () => ({ t: "look" }),
      onFrame: () => {},
      onState: (state) => it.states.push(state),
    });
    broken.start();
    expect(it.state).toMatchObject({ kind: "lost" });
    it.clock.advance(60_000);
    expect(it.states.length).toBeGreaterThan(5);
  });

  test("closes as too slow, silent, or by a defect bring it back; too many bad frames only later", () => {
    for (const code of [CLOSE.tooSlow, CLOSE.silent, 1011]) {
      it.goOnline();
      it.clock.advance(6_000);
      it.closeByServer(code);
      expect(it.state).toEqual({ kind: "lost", since: it.clock.now(), retryAt: it.clock.now() + 125 });
      it.clock.advance(125);
    }
    it.goOnline();
    it.clock.advance(6_000);
    it.closeByServer(CLOSE.badFrames);
    expect(it.state).toEqual({ kind: "lost", since: it.clock.now(), retryAt: it.clock.now() + 7_500 });
  });

  test("[LI2] who is too many is told that the connection is lost, and comes back later", () => {
    it.goOnline();
    it.clock.advance(6_000);
    it.closeByServer(CLOSE.busy);
    expect(it.state).toEqual({ kind: "lost", since: it.clock.now(), retryAt: it.clock.now() + 7_500 });
    it.clock.advance(7_500);
    it.goOnline();
    expect(it.state).toEqual({ kind: "online" });
  });

  test("what an old socket still says reaches nobody", () => {
    it.goOnline();
    const old = it.network.newest;
    old.stall("toServer");
    it.server.connection.send({ t: "typing" });
    it.server.connection.close(1001);
    it.connection.restart();
    it.clock.advance(250);
    it.network.newest.deliver("toClient");
    it.network.newest.deliver("toServer");
    it.server.connection.send(welcome);
    it.network.newest.deliver("toClient");
    expect(it.frames).toEqual(["welcome", "welcome"]);
    const before = [...it.states];
    expect(old.waiting("toClient")).toBeGreaterThan(0);
    while (old.deliver("toClient"));
    expect(it.frames).toEqual(["welcome", "welcome"]);
    expect(it.states).toEqual(before);
  });
});

describe("[DL11] silence", () => {
  beforeEach(() => it.goOnline());

  test("a ping goes every interval, counted from the answer", () => {
    it.clock.advance(PING_MS);
    it.network.flush();
    expect(it.server.connection.types).toEqual(["look", "ping"]);
    it.clock.advance(4_000);
    it.hear({ t: "pong" });
    it.clock.advance(PING_MS - 1);
    it.network.flush();
    expect(it.server.connection.types).toEqual(["look", "ping"]);
    it.clock.advance(1);
    it.network.flush();
    expect(it.server.connection.types).toEqual(["look", "ping", "ping"]);
  });

  test("three silent intervals are a loss", () => {
    it.network.newest.stall("toClient");
    it.clock.advance(3 * PING_MS - 1);
    expect(it.states).toEqual([{ kind: "online" }]);
    it.clock.advance(1);
    expect(it.state).toMatchObject({ kind: "lost" });
    it.network.flush();
    expect(it.server.connection.isClosed).toBe(true);
  });

  test("any frame is a sign of life", () => {
    for (let interval = 0; interval < 10; interval += 1) {
      it.clock.advance(PING_MS);
      it.hear({ t: "here" });
    }
    expect(it.states).toEqual([{ kind: "online" }]);
    expect(it.server.connection.types.filter((type) => type === "ping")).toHaveLength(10);
  });

  test("a page that wakes, or hears that the network is gone, finds out within 2.5 s", () => {
    const wokenAt = it.clock.now();
    it.tab.wake();
    it.network.flush();
    expect(it.server.connection.types).toEqual(["look", "ping"]);
    it.clock.advance(2_499);
    expect(it.states).toEqual([{ kind: "online" }]);
    it.clock.advance(1);
    // Since it was asked in vain: whoever shows a loss after a while does so now.
    expect(it.state).toMatchObject({ kind: "lost", since: wokenAt });
  });

  test("a page that wakes to a living connection stays on it", () => {
    it.tab.wake();
    it.network.flush();
    it.hear({ t: "here" });
    it.clock.advance(3 * PING_MS - 1);
    expect(it.states).toEqual([{ kind: "online" }]);
  });
});
