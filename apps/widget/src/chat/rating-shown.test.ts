import type { VisitorClientState } from "@causerie/client";
import type { VisitorEvent } from "@causerie/domain/visitor-view";
import { expect, test } from "vitest";
import { chatOf, marie } from "../testing/chat.ts";
import { ratingShown } from "./rating-shown.ts";

const started: VisitorEvent[] = [{ type: "ChatStarted", by: "visitor" }, { type: "ChatQueued" }];
const served: VisitorEvent[] = [...started, { type: "AgentJoined", agent: marie }];
const requested: VisitorEvent = { type: "RatingRequested", agent: marie };
const good: VisitorEvent = { type: "ChatRated", rating: "good" };
const ended: VisitorEvent = { type: "ChatEnded", by: { kind: "visitor" } };

function site(ratingEnabled: boolean): VisitorClientState["site"] {
  return { ratingEnabled, status: "online", departments: [] };
}

function shown(events: VisitorEvent[], more: Partial<VisitorClientState> = {}) {
  return ratingShown({
    connection: { kind: "online" },
    visitor: null,
    chat: chatOf(events),
    pending: [],
    pendingRating: null,
    site: site(true),
    ...more,
  });
}

test("[RA8] a chat can be rated once an agent took part, and only where rating is enabled", () => {
  expect(shown(started)).toBeNull();
  expect(shown([...started, ended])).toBeNull();
  expect(shown(served)).toEqual({ rating: null, comment: null, asks: false });
  expect(shown(served, { site: site(false) })).toBeNull();
  expect(shown(served, { site: null })).toBeNull();
  expect(shown(served, { chat: null })).toBeNull();
});

test("[RA8] the visitor is asked when an agent asks and when the chat ends unrated, not after rating", () => {
  expect(shown([...served, requested])?.asks).toBe(true);
  expect(shown([...served, requested, good])).toEqual({ rating: "good", comment: null, asks: false });
  expect(shown([...served, good, requested])?.asks).toBe(false);
  expect(shown([...served, ended])?.asks).toBe(true);
  expect(shown([...served, good, ended])?.asks).toBe(false);
});

test("[RA6] what was pressed shows at once, the removal too", () => {
  expect(shown(served, { pendingRating: { rating: "bad" } })?.rating).toBe("bad");
  expect(shown([...served, good], { pendingRating: { rating: null } })?.rating).toBeNull();
  expect(shown([...served, requested], { pendingRating: { rating: "good" } })?.asks).toBe(false);
});
