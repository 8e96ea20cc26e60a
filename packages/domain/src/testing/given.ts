import { expect } from "vitest";
import type { ChatCommand } from "../chat/commands.ts";
import { decide } from "../chat/decide.ts";
import type { ChatEvent, RecordedEvent } from "../chat/events.ts";
import { fold } from "../chat/evolve.ts";
import { type Facts, plainFacts } from "../chat/facts.ts";
import { needsQueueNumber } from "../chat/queue-number.ts";
import type { Decision, Refusal } from "../chat/refusals.ts";
import { type ChatState, initialState } from "../chat/state.ts";
import type { EpochMs } from "../ids.ts";
import { noon } from "./builders.ts";

/** An event that happened at noon, or when `at` says. */
export type Past = ChatEvent | (ChatEvent & { at: EpochMs });

type When = {
  /** Exactly these events, in this order. */
  thenEvents(...events: ChatEvent[]): void;
  /** Exactly this refusal. */
  thenRefused(refusal: Refusal): void;
};

/** `given(…events).when(command).thenEvents(…events)`: whole events, in order, nothing else. */
export function given(...past: Past[]): { when(command: ChatCommand, facts?: Partial<Facts>): When } {
  return {
    when(command, facts) {
      const decision = decideAfter(past, command, facts);
      return {
        thenEvents: (...events) => expect(decision).toStrictEqual({ ok: true, events }),
        thenRefused: (refusal) => expect(decision).toStrictEqual({ ok: false, refusal }),
      };
    },
  };
}

/** Unless the facts say otherwise it is noon, and the next queue number is 7, drawn only where it is needed. */
export function decideAfter(
  past: readonly Past[],
  command: ChatCommand,
  facts: Partial<Facts> = {},
): Decision<ChatEvent> {
  const state = stateAfter(past);
  const queueNumber = needsQueueNumber(state, command) ? 7 : null;
  return decide(state, command, { ...plainFacts, now: noon, queueNumber, ...facts });
}

export function stateAfter(past: readonly Past[]): ChatState {
  return fold(record(past), initialState);
}

/** As the log holds them: `seq` counts from 1. */
export function record(past: readonly Past[]): RecordedEvent[] {
  return past.map((event, index) => ({ at: noon, ...event, seq: index + 1 }));
}

export function happened(at: EpochMs, event: ChatEvent): Past {
  return { ...event, at };
}
