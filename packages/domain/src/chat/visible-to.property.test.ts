import { expect, test } from "vitest";
import { ana, noon, zoe } from "../testing/builders.ts";
import { type Cast, cast } from "../testing/cast.ts";
import { forEveryChat } from "../testing/random-chats.ts";
import { evolve } from "./evolve.ts";
import { visibleTo, visitorViewOf } from "./visible-to.ts";
import { evolveVisitorView } from "./visitor-view.ts";

/** Agents and a visitor with everything that their rows hold. */
const castWithSecrets: Cast = {
  ...cast,
  among: {
    note: "note@secret.test",
    remark: "remark@secret.test",
    tag: "tag@secret.test",
    email: "mail@secret.test",
  },
  agents: cast.agents.map((agent) => ({ ...agent, email: `${agent.name}@secret.test` })),
  visitor: { ...zoe, name: "zoe@secret.test" },
};

test("[VS1] agents see every event", () => {
  forEveryChat((_, log) => {
    expect(log.map((event) => visibleTo("agent", event))).toStrictEqual(log);
  });
});

test("[VS2] nothing that is kept from visitors is in what they see, and all of it is in the log", () => {
  const kept = [
    "@secret.test",
    ...Object.values(castWithSecrets.among),
    "remark",
    "excludes",
    "Invit",
    "handsOver",
    "members",
    "contact",
    '"email":',
    "queueNumber",
    "80000000",
    "VisitorGone",
    "VisitorBack",
    zoe.visitorId,
  ];
  const logged = new Set<string>();
  forEveryChat((moments, log) => {
    const visible = log.map((event) => visibleTo("visitor", event));
    const shown = JSON.stringify([visible, moments.map(({ after }) => visitorViewOf(after))]);
    const whole = JSON.stringify(log);
    for (const secret of kept) {
      expect(shown).not.toContain(secret);
      if (whole.includes(secret)) logged.add(secret);
    }
  }, castWithSecrets);
  expect([...logged].sort()).toStrictEqual(kept.sort());
});

test("[VS3] at every step the view folded from what the visitor may see is the server's view", () => {
  forEveryChat((moments) => {
    for (const { after, view } of moments) expect(view).toStrictEqual(visitorViewOf(after));
  }, castWithSecrets);
});

test("[VS4] an event of an unknown type changes neither chat nor view, wherever it comes", () => {
  forEveryChat((moments) => {
    for (const { after, view } of moments) {
      // From a newer server: no type of ours.
      const unknown = { type: "ChatCheered", agent: ana, seq: 1, at: noon } as never;
      expect(evolve(after, unknown)).toBe(after);
      expect(evolveVisitorView(view, unknown)).toBe(view);
    }
  });
});
