import { afterAll, beforeAll, expect, test } from "vitest";
import { growLog } from "../chats/testing/long-log.ts";
import { servedVisitor, until } from "../chats/testing/scene.ts";
import { type Desk, newTicket, openDesk, signIn } from "./testing/desk.ts";
import { PostOffice } from "./testing/post-office.ts";

let office: PostOffice;
let desk: Desk;
let agent: Awaited<ReturnType<typeof signIn>>;
beforeAll(async () => {
  office = await PostOffice.open();
  desk = await openDesk({ smtpUrl: office.url });
  agent = await signIn(desk);
});
afterAll(async () => {
  await desk.close();
  await office.close();
});

const chat = () => servedVisitor(desk.node, desk.account);

test.each([
  ["of the last messages, 250,000 characters", 100, 10_000, 25],
  ["2,000 entries", 2100, 10, 2000],
])("[TI12] of a long conversation the end goes with the ticket: %s", async (_, count, length, kept) => {
  const { chatId } = await chat();
  await growLog(desk.pool, chatId, count, length);
  const { isTranscriptWhole, transcript } = (await agent.create(newTicket(chatId))).json();
  expect([isTranscriptWhole, transcript.length]).toEqual([false, kept]);
  expect(transcript.at(-1).messageId).toBe(`grown-${4 + count}`);
  expect(transcript[0].messageId).toBe(`grown-${4 + count - kept + 1}`);
});

test("[TI12] a conversation that is not so long goes whole", async () => {
  const { chatId } = await chat();
  await growLog(desk.pool, chatId, 600, 400);
  const { isTranscriptWhole, transcript } = (await agent.create(newTicket(chatId))).json();
  expect([isTranscriptWhole, transcript.length]).toEqual([true, 604]);
});

test("[TI12] the mail with the end of a long conversation says that the beginning is left out", async () => {
  const { chatId } = await chat();
  await growLog(desk.pool, chatId, 2001, 5);
  const requester = { name: "Marie", email: "long@example.com" };
  const { number } = (await agent.create(newTicket(chatId, { requester }))).json();
  await until(async () => (await agent.ticket(number)).mailState === "sent");
  const { mail } = office.mailTo("long@example.com");
  const said = mail.attachments[0]?.content.toString() ?? "";
  expect(said.split("\n")[0]).toMatch(/— The beginning of this long conversation is left out\.$/);
  expect(said.match(/: x{5}$/gm)).toHaveLength(2000);
  for (const text of [mail.text, mail.html])
    expect(text).toContain("The beginning of this long conversation");
});
