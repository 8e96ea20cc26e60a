import { expect, test } from "vitest";
import type { AgentId } from "../ids.ts";
import {
  ana,
  ben,
  cleo,
  joined,
  left,
  queued,
  servedChat,
  support,
  transfer,
  transferred,
} from "../testing/builders.ts";
import { decideAfter, stateAfter } from "../testing/given.ts";
import type { AgentRef, ChatEvent } from "./events.ts";
import { hasTaker, isOfferedTo } from "./offer.ts";
import type { Decision } from "./refusals.ts";
import type { ChatState } from "./state.ts";

/**
 * Ana transfers a chat to Support, where Ben and Cleo are. `isMine`: Ana is too. `othersOnline`: Cleo is online.
 * `isSecond`: Ben, who is online, had it first and transferred it to Support, his own. `mayGoOn`: the account allows
 * offline departments, and Ana goes on. Afterwards `comesBack`: Ana goes offline and online again; `othersGo`: only
 * those it is kept from are left online.
 */
type Case = {
  isMine: boolean;
  othersOnline: boolean;
  isSecond: boolean;
  mayGoOn: boolean;
  comesBack: boolean;
  othersGo: boolean;
};
const both = [false, true];
const cases: Case[] = both.flatMap((isMine) =>
  both.flatMap((othersOnline) =>
    both.flatMap((isSecond) =>
      both.flatMap((mayGoOn) =>
        both.flatMap((comesBack) =>
          both.map((othersGo) => ({ isMine, othersOnline, isSecond, mayGoOn, comesBack, othersGo })),
        ),
      ),
    ),
  ),
);

test("there are 64 of them, 40 of which are transfers", () => {
  expect(cases.length).toBe(64);
  expect(cases.filter((one) => transferredIn(one).ok).length).toBe(40);
});

test.each(cases.filter(({ comesBack, othersGo }) => !comesBack && !othersGo))(
  "[TR1] [TR3] mine $isMine, others online $othersOnline, second $isSecond, may go on $mayGoOn: done, or the reason",
  (one) => {
    const decision = transferredIn(one);
    if (one.othersOnline || (!one.isMine && one.mayGoOn)) {
      const events = [transferred(ana, { excludesAgent: one.isMine }), left(ana), queued(7)];
      expect(decision).toStrictEqual({ ok: true, events });
    } else if (one.isMine) {
      expect(decision).toStrictEqual({ ok: false, refusal: { reason: "only-online-agent" } });
    } else {
      const refusal = { reason: "department-offline", mayGoOn: one.mayGoOn };
      expect(decision).toStrictEqual({ ok: false, refusal });
    }
  },
);

const done = cases.filter((one) => transferredIn(one).ok);

test.each(done)(
  "[TR4] mine $isMine, others online $othersOnline, second $isSecond, comes back $comesBack: offered to whom it is not kept from",
  (one) => {
    const request = requestAfter(one);
    const departments = departmentsOf(one);
    expect(isOfferedTo(ana.agentId, request, departments)).toBe(false);
    expect(isOfferedTo(ben.agentId, request, departments)).toBe(!one.isSecond);
    expect(isOfferedTo(cleo.agentId, request, departments)).toBe(true);
    const excluded = [...(one.isSecond ? [ben] : []), ...(one.isMine ? [ana] : [])];
    expect(request.excluded).toStrictEqual(idsOf(excluded));
  },
);

test.each(done)(
  "[TR6] mine $isMine, others online $othersOnline, second $isSecond, comes back $comesBack, others go $othersGo: whether it is left to the excluded",
  (one) => {
    const online = new Set(idsOf(onlineAfter(one)));
    const isCleoThere = one.othersOnline && !one.othersGo;
    expect(hasTaker(requestAfter(one), departmentsOf(one), online)).toBe(isCleoThere);
  },
);

function transferredIn({ isSecond, mayGoOn, ...one }: Case): Decision<ChatEvent> {
  const department = {
    isEnabled: true,
    members: idsOf(membersOf(one)),
    online: idsOf(membersOf(one).filter((agent) => onlineBefore({ isSecond, ...one }).includes(agent))),
    mayBeOffline: mayGoOn,
  };
  return decideAfter(pastOf(isSecond), transfer(ana, { evenIfOffline: mayGoOn }), { department });
}

function pastOf(isSecond: boolean): ChatEvent[] {
  if (!isSecond) return servedChat;
  const byBen = transferred(ben, { excludesAgent: true });
  return [...servedChat, left(ana), joined(ben), byBen, left(ben), queued(5), joined(ana)];
}

function membersOf({ isMine }: Pick<Case, "isMine">): AgentRef[] {
  return isMine ? [ana, ben, cleo] : [ben, cleo];
}

function departmentsOf(one: Case) {
  return new Map([[support.departmentId, new Set(idsOf(membersOf(one)))]]);
}

/** Ana serves, and so is online. */
function onlineBefore({ othersOnline, isSecond }: Pick<Case, "othersOnline" | "isSecond">): AgentRef[] {
  return [ana, ...(isSecond ? [ben] : []), ...(othersOnline ? [cleo] : [])];
}

function onlineAfter(one: Case): AgentRef[] {
  const others = onlineBefore(one).filter((agent) => agent !== ana);
  const stay = one.othersGo ? others.filter((agent) => agent === ben) : others;
  return one.comesBack ? [...stay, ana] : [ana, ...stay];
}

/** As it waits after the transfer. */
function requestAfter(one: Case): Extract<ChatState, { status: "waiting" }> {
  const decision = transferredIn(one);
  const state = stateAfter([...pastOf(one.isSecond), ...(decision.ok ? decision.events : [])]);
  if (state.status !== "waiting") throw new Error(`a transferred chat is ${state.status}`);
  return state;
}

function idsOf(agents: AgentRef[]): AgentId[] {
  return agents.map(({ agentId }) => agentId);
}
