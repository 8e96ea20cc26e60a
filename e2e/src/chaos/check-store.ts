import { isDeepStrictEqual } from "node:util";
import { type AgentId, agentsIn, evolve, initialState, isOpen, isVisitorChat } from "@causerie/domain";
import type { CommandRecord, Journal, Said } from "./journal.ts";
import type { Store, StoredChat } from "./store.ts";
import { type Violation, violation } from "./violations.ts";

/** What must hold of the store at any time, and of what was acknowledged. `kept`: what is in the browsers' storage. */
export function checkStore(store: Store, journal: Journal, kept: string): Violation[] {
  const chats = [...store.chats.values()];
  return [
    ...chats.flatMap(checkLog),
    ...chats.flatMap(checkProjection),
    ...chats.flatMap((chat) => checkOffers(chat, journal)),
    ...[...journal.commands.values()].flatMap((record) => checkCommand(record, store)),
    ...checkMessageIds(chats),
    ...checkTexts(chats, journal, kept),
    ...checkOrder(chats, journal),
  ];
}

/** [DL1] Gapless from 1 to the head, and every number is exactly one command's. */
function checkLog({ chatId, head, events, commands }: StoredChat): Violation[] {
  const seqs = events.map(({ seq }) => seq);
  const isGapless = seqs.every((seq, index) => seq === index + 1) && seqs.length === head;
  const gap = isGapless ? [] : [violation("DL1", `head ${head}, but the log has ${seqs.join(" ")}`, chatId)];
  let next = 1;
  for (const { firstSeq, lastSeq } of commands) {
    if (firstSeq !== next || lastSeq < firstSeq)
      return [...gap, violation("DL3", `commands do not cover ${next}: ${firstSeq}–${lastSeq}`, chatId)];
    next = lastSeq + 1;
  }
  if (next !== head + 1) gap.push(violation("DL3", `no command wrote ${next} to ${head}`, chatId));
  return gap;
}

/** The chat's row says what its log says. */
function checkProjection({ chatId, state, projection }: StoredChat): Violation[] {
  const departmentId = "departmentId" in state ? state.departmentId : null;
  const folded = {
    status: state.status,
    departmentId,
    queueNumber: state.status === "waiting" ? state.queueNumber : null,
    agentIds: agentsIn(state).map(({ agentId }) => Number(agentId)),
    invitedIds: isOpen(state) ? state.invitations.map(({ agent }) => Number(agent.agentId)) : [],
    excludedIds: isVisitorChat(state) ? state.excluded.map(Number) : [],
  };
  if (isDeepStrictEqual(folded, projection)) return [];
  return [violation("CH3", `row ${JSON.stringify(projection)}, log ${JSON.stringify(folded)}`, chatId)];
}

/** [TR4] *Serve* never opened a chat for an agent whom it is kept from. */
function checkOffers({ chatId, events, commands }: StoredChat, journal: Journal): Violation[] {
  const found: Violation[] = [];
  let state = initialState as ReturnType<typeof evolve>;
  for (const event of events) {
    const by = commands.find(({ firstSeq, lastSeq }) => firstSeq <= event.seq && event.seq <= lastSeq);
    const asked = by && journal.commands.get(by.commandId)?.command.type;
    if (event.type === "AgentJoined" && asked === "ServeNext" && isKeptFrom(state, event.agent.agentId))
      found.push(violation("TR4", `agent ${event.agent.agentId} was given it by Serve`, chatId));
    state = evolve(state, event);
  }
  return found;
}

function isKeptFrom(state: ReturnType<typeof evolve>, agentId: AgentId): boolean {
  return isVisitorChat(state) && state.excluded.includes(agentId);
}

/** [DL2] [DL3] [DL4] */
function checkCommand(
  { id, who, command, acks, refusals, sentAtMs }: CommandRecord,
  store: Store,
): Violation[] {
  const rows = store.commands.get(id) ?? [];
  const [ack] = acks;
  const name = `${command.type} of ${who} (${id})`;
  if (refusals.some(({ reason }) => reason === "defect"))
    return [violation("CH16", `${name} met a defect`, "chatId" in command ? command.chatId : null)];
  if (ack) {
    const chatId = ack.chatId;
    if (rows.length === 0 && foundTheirChat(command, ack, store)) return [];
    if (rows.length !== 1)
      return [violation("DL2", `${name}: acknowledged, ${rows.length} in the store`, chatId)];
    if (acks.some((other) => !isDeepStrictEqual(other, ack)))
      return [violation("DL3", `${name}: answered differently, ${JSON.stringify(acks)}`, chatId)];
    const chat = store.chats.get(chatId);
    const isThere = chat?.commands.some(
      (row) => row.commandId === id && row.firstSeq === ack.firstSeq && row.lastSeq === ack.lastSeq,
    );
    return isThere ? [] : [violation("DL2", `${name}: not where the answer says`, chatId)];
  }
  // Sent on one connection and refused there, nobody asked a second time.
  const isRefused = refusals.length > 0 && sentAtMs.length === 1;
  return isRefused && rows.length > 0 ? [violation("DL4", `${name}: refused, and in the store`)] : [];
}

/** [TE1] Two colleagues who have a chat are given that one, and nothing is written. */
function foundTheirChat(
  command: CommandRecord["command"],
  { chatId, lastSeq }: CommandRecord["acks"][number],
  store: Store,
): boolean {
  const events = store.chats.get(chatId)?.events ?? [];
  const [start] = events;
  if (command.type !== "StartTeamChat" || start?.type !== "TeamChatStarted") return false;
  const members = start.members.map(({ agentId }) => Number(agentId));
  const areThere = command.agentIds.every((agentId) => members.includes(agentId));
  return members.length === 2 && areThere && lastSeq <= events.length;
}

/** A message is in the store once, in whichever chat. */
function checkMessageIds(chats: readonly StoredChat[]): Violation[] {
  const seen = new Set<string>();
  return chats.flatMap(({ chatId, events }) =>
    events.flatMap((event) => {
      if (!("messageId" in event)) return [];
      const isSecond = seen.has(event.messageId);
      seen.add(event.messageId);
      return isSecond ? [violation("DL3", `message ${event.messageId} is there twice`, chatId)] : [];
    }),
  );
}

/** [DL12] Everything that was written is in the store once, or its author has it still, or was told why not. */
function checkTexts(chats: readonly StoredChat[], journal: Journal, kept: string): Violation[] {
  const stored = new Map<string, string[]>();
  for (const { chatId, text } of textsIn(chats)) stored.set(text, [...(stored.get(text) ?? []), chatId]);
  const excused = new Set([...journal.commands.values()].flatMap(textIfRefused));
  return journal.said.flatMap(({ text }) => {
    const [chatId = null, ...more] = stored.get(text) ?? [];
    if (more.length > 0) return [violation("DL3", `“${text}” is there ${more.length + 1} times`, chatId)];
    const isExcused = chatId !== null || excused.has(text) || kept.includes(JSON.stringify(text));
    return isExcused ? [] : [violation("DL12", `“${text}” is lost`, chatOf(text, journal))];
  });
}

function chatOf(text: string, journal: Journal): string | null {
  const record = [...journal.commands.values()].find(
    ({ command }) => "text" in command && command.text === text,
  );
  const command = record?.command;
  return command && "chatId" in command ? command.chatId : null;
}

function textIfRefused({ command, refusals }: CommandRecord): string[] {
  return refusals.length > 0 && "text" in command ? [command.text] : [];
}

/** [DL13] Of one author, as they were written: a visitor's over all chats, an agent's in each. */
function checkOrder(chats: readonly StoredChat[], journal: Journal): Violation[] {
  const said = new Map(journal.said.map((one) => [one.text, one]));
  const last = new Map<string, Said>();
  return textsIn(chats).flatMap(({ chatId, text }) => {
    const one = said.get(text);
    if (!one) return [];
    const lane = one.person.startsWith("v") ? one.author : `${one.author} in ${chatId}`;
    const before = last.get(lane);
    last.set(lane, one);
    if (!before || before.n < one.n) return [];
    return [violation("DL13", `“${one.text}” stands after “${before.text}”`, chatId)];
  });
}

function textsIn(chats: readonly StoredChat[]): { chatId: string; text: string }[] {
  return chats.flatMap(({ chatId, events }) =>
    events.flatMap((event) =>
      event.type === "MessageSent" || event.type === "NoteWritten" ? [{ chatId, text: event.text }] : [],
    ),
  );
}
