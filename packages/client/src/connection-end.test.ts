import { CLOSE } from "@causerie/protocol/close-codes";
import { beforeEach, describe, expect, test } from "vitest";
import { ConnectionUnderTest } from "./testing/connection-under-test.ts";

let it: ConnectionUnderTest;

beforeEach(() => {
  it = new ConnectionUnderTest();
});

describe("[DL16] a server that stops", () => {
  beforeEach(() => it.goOnline());

  test("is left when it says, spread out, and no loss is shown", () => {
    it.hear({ t: "bye", because: "draining", retryAfterMs: 1_000 });
    expect(it.state).toEqual({ kind: "connecting" });
    it.hear({ t: "ack" });
    expect(it.frames).toEqual(["welcome", "ack"]);
    expect(it.connection.send({ t: "look" })).toBe(false);
    it.closeByServer(CLOSE.goingAway);
    it.clock.advance(1_499);
    expect(it.network.wires).toHaveLength(0);
    it.clock.advance(1);
    it.goOnline();
    expect(it.states).toEqual([{ kind: "online" }, { kind: "connecting" }, { kind: "online" }]);
  });

  test("is left in time even when it does not close", () => {
    it.hear({ t: "bye", because: "draining", retryAfterMs: 1_000 });
    const [old] = it.server.connections;
    it.clock.advance(1_500);
    it.goOnline();
    expect(old?.isClosed).toBe(true);
    expect(it.server.connections).toHaveLength(2);
    expect(it.state).toEqual({ kind: "online" });
  });

  test("is a loss when nobody answers after it", () => {
    it.hear({ t: "bye", because: "draining", retryAfterMs: 1_000 });
    it.network.isUp = false;
    it.clock.advance(1_500);
    it.network.flush();
    expect(it.state).toMatchObject({ kind: "lost" });
  });

  test("needs no bye", () => {
    it.clock.advance(10_000);
    it.closeByServer(CLOSE.goingAway);
    expect(it.state).toEqual({ kind: "connecting" });
    it.clock.advance(125);
    it.goOnline();
    expect(it.state).toEqual({ kind: "online" });
  });
});

describe("the end", () => {
  test.each([
    [CLOSE.refused, "refused"],
    [CLOSE.tooOld, "too-old"],
  ])("close code %i is final", (code, because) => {
    it.goOnline();
    it.closeByServer(code);
    it.tab.wake();
    it.clock.advance(3_600_000);
    expect(it.state).toEqual({ kind: "stopped", because });
    expect(it.server.connections).toHaveLength(1);
    expect(it.network.wires).toHaveLength(0);
  });

  test("a client that is closed stays closed", () => {
    it.goOnline();
    it.connection.close();
    it.connection.restart();
    it.connection.close();
    it.network.flush();
    it.tab.wake();
    it.clock.advance(3_600_000);
    expect(it.states).toEqual([{ kind: "online" }, { kind: "stopped", because: "closed" }]);
    expect(it.server.connection.isClosed).toBe(true);
  });

  test("[VS4] text that is no frame brings a new it.connection, not an error", () => {
    it.goOnline();
    for (const text of ["{", "null", "3"]) {
      it.server.connection.sendText(text);
      it.network.flush();
      expect(it.state).toEqual({ kind: "connecting" });
      it.clock.advance(20_000);
      it.goOnline();
    }
  });
});
