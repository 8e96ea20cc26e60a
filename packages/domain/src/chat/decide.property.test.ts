import fc from "fast-check";
import { expect, test } from "vitest";
import { anySteps, type Cast, cast, type Step } from "../testing/arbitraries.ts";
import { ana, ben, joined, noon, servedChat, zoe } from "../testing/builders.ts";
import { record } from "../testing/given.ts";
import { decide } from "./decide.ts";
import type { ChatEvent, RecordedEvent } from "./events.ts";
import { evolve, fold } from "./evolve.ts";
import { needsQueueNumber } from "./queue-number.ts";
import type { Decision } from "./refusals.ts";
import { agentsIn, type ChatState, initialState } from "./state.ts";
import { visibleTo, visitorViewOf } from "./visible-to.ts";
import { evolveVisitorView, initialVisitorView, type VisitorView } from "./visitor-view.ts";

/** One step of a random chat: what was decided, and what state and view became of it. */
type Moment = {
  before: ChatState;
  beforeAsJson: string;
  decision: Decision<ChatEvent>;
  recorded: RecordedEvent[];
  after: ChatState;
  view: VisitorView;
};

/** Large, so that a number that leaks is told from any other. */
const FIRST_QUEUE_NUMBER = 8_000_000_001;

/** Agents and a visitor with everything that their rows hold. */
const castWithSecrets: Cast = {
  ...cast,
  agents: cast.agents.map((agent) => ({ ...agent, email: `${agent.name}@secret.test` })),
  visitor: { ...zoe, name: "zoe@secret.test" },
};

/** Nothing yet, or a chat that two agents are in: more than commands alone lead to. */
const beginnings = fc.constantFrom<ChatEvent[]>([], [...servedChat, joined(ben)]);

const everyEventType: Record<ChatEvent["type"], true> = {
  AgentDisconnected: true,
  AgentJoined: true,
  AgentLeft: true,
  ChatEnded: true,
  ChatQueued: true,
  ChatStarted: true,
  MessageSent: true,
  VisitorBack: true,
  VisitorGone: true,
};

const keysOf: Record<ChatState["status"], string[]> = {
  "not-started": ["status"],
  waiting: withBase("queueNumber"),
  served: withBase("agents"),
  unattended: withBase(),
  ended: withBase("agents", "endedAt", "endedBy"),
};

test("[CH16] a refused command says why and changes nothing, and deciding alone never does", () => {
  forEveryChat((moments) => {
    for (const { before, beforeAsJson, decision, after } of moments) {
      expect(JSON.stringify(before)).toBe(beforeAsJson);
      if (decision.ok) expect(decision.events.length).toBeGreaterThan(0);
      else expect(after).toBe(before);
    }
  });
});

test("a chat's events count 1, 2, 3 and time does not run backwards in it", () => {
  forEveryChat((moments, log) => {
    expect(log.map(({ seq }) => seq)).toStrictEqual(log.map((_, index) => index + 1));
    expect(log.map(({ at }) => at)).toStrictEqual(log.map(({ at }) => at).sort((one, other) => one - other));
    expect(moments.at(-1)?.after).toStrictEqual(fold(log, initialState));
  });
});

test("a chat starts once, with its first event, and ends once, with its last", () => {
  forEveryChat((_, log) => {
    const types = log.map(({ type }) => type);
    expect(types.lastIndexOf("ChatStarted")).toBe(0);
    const end = types.indexOf("ChatEnded");
    expect([-1, types.length - 1]).toContain(end);
  });
});

test("[CH9] an ended chat refuses everything and never changes again", () => {
  let commandsAfterTheEnd = 0;
  forEveryChat((moments) => {
    const afterTheEnd = moments.filter(({ before }) => before.status === "ended");
    commandsAfterTheEnd += afterTheEnd.length;
    for (const { before, decision, after } of afterTheEnd) {
      expect(decision.ok).toBe(false);
      expect(after).toBe(before);
    }
  });
  expect(commandsAfterTheEnd).toBeGreaterThan(0);
});

test("[CH3] [CH8] a served chat has an agent, each once, and any other open chat has none", () => {
  forEveryChat((moments) => {
    for (const { after } of moments) {
      const ids = agentsIn(after).map(({ agentId }) => agentId);
      expect(new Set(ids).size).toBe(ids.length);
      if (after.status !== "ended") expect(ids.length > 0).toBe(after.status === "served");
    }
  });
});

test("[CH11] a chat waits only if its visitor has written", () => {
  forEveryChat((moments) => {
    for (const { after } of moments)
      if (after.status === "waiting") expect(after.visitorHasWritten).toBe(true);
  });
});

test("[QU2] [QU3] a chat goes to the head of the queue after a disconnection, else behind the visitor's message", () => {
  forEveryChat((moments) => {
    for (const { recorded } of moments) {
      const queued = recorded.find((event) => event.type === "ChatQueued");
      if (!queued) continue;
      expect(recorded.at(-1)).toBe(queued);
      expect(recorded.at(-2)?.type).toBe(queued.queueNumber < 0 ? "AgentDisconnected" : "MessageSent");
    }
  });
});

test("a state holds exactly the fields of its status", () => {
  forEveryChat((moments) => {
    for (const { after } of moments) expect(Object.keys(after).sort()).toStrictEqual(keysOf[after.status]);
  });
});

test("[VS1] agents see every event", () => {
  forEveryChat((_, log) => {
    expect(log.map((event) => visibleTo("agent", event))).toStrictEqual(log);
  });
});

test("[VS2] nothing that is kept from visitors is in what they see, and all of it is in the log", () => {
  const kept = [
    "@secret.test",
    "email",
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

/** Runs the check on random chats, and sees to it that they were worth it: events of every type, refusals too. */
function forEveryChat(check: (moments: Moment[], log: RecordedEvent[]) => void, players = cast): void {
  const happened = new Set<string>();
  let refusals = 0;
  fc.assert(
    fc.property(beginnings, anySteps(players), (beginning, steps) => {
      const { moments, log } = play(beginning, steps);
      const events = moments.flatMap(({ recorded }) => recorded);
      if (beginning.length === 0) expect(events.length).toBeGreaterThan(0);
      for (const { type } of events) happened.add(type);
      refusals += moments.filter(({ decision }) => !decision.ok).length;
      check(moments, log);
    }),
    { numRuns: 300 },
  );
  expect([...happened].sort()).toStrictEqual(Object.keys(everyEventType));
  expect(refusals).toBeGreaterThan(0);
}

/** As the server does it: a queue number is drawn only where one is needed, and what is accepted is recorded. */
function play(beginning: ChatEvent[], steps: Step[]): { moments: Moment[]; log: RecordedEvent[] } {
  const log = record(beginning);
  let now = noon;
  let state = fold(log, initialState);
  let view = viewAfter(log, initialVisitorView);
  const moments = steps.map(({ elapsedMs, command }, index): Moment => {
    now += elapsedMs;
    const before = state;
    const beforeAsJson = JSON.stringify(before);
    const queueNumber = needsQueueNumber(before, command) ? FIRST_QUEUE_NUMBER + index : null;
    const decision = decide(before, command, { now, queueNumber });
    const events = decision.ok ? decision.events : [];
    const recorded = events.map((event, offset) => ({ ...event, seq: log.length + offset + 1, at: now }));
    log.push(...recorded);
    state = fold(recorded, before);
    view = viewAfter(recorded, view);
    return { before, beforeAsJson, decision, recorded, after: state, view };
  });
  return { moments, log };
}

function viewAfter(events: RecordedEvent[], from: VisitorView): VisitorView {
  return events
    .map((event) => visibleTo("visitor", event))
    .filter((event) => event !== null)
    .reduce(evolveVisitorView, from);
}

function withBase(...own: string[]): string[] {
  const base = ["departmentId", "quietSince", "startedAt", "startedBy", "status"];
  return [...base, "visitor", "visitorGoneSince", "visitorHasWritten", ...own].sort();
}
