import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newToken, type TestSocket, visitorSocket } from "../chats/testing/node.ts";
import { acked, agentOf, refusalOf, servedVisitor, until, waitingVisitor } from "../chats/testing/scene.ts";
import { DESK, type Desk, MAIL_FROM, openDesk } from "./testing/desk.ts";
import { PostOffice } from "./testing/post-office.ts";

const HOUR_MS = 3_600_000;

let office: PostOffice;
let desk: Desk;
beforeAll(async () => {
  office = await PostOffice.open();
  desk = await openDesk({ smtpUrl: office.url, ticketEmail: DESK });
});
beforeEach(() => {
  office.received.length = 0;
  // What other tests asked for is of another hour.
  desk.node.now.ms += HOUR_MS;
});
afterAll(async () => {
  await desk.close();
  await office.close();
});

const chat = (token?: string) => servedVisitor(desk.node, desk.account, token);
const wish = (chatId: string, email = "zoe@example.com", language = "en") => ({
  type: "MailTranscript",
  chatId,
  email,
  language,
});
const ask = async (visitor: TestSocket, command: object, id?: string) =>
  expect(await visitor.command(command, id)).toMatchObject({ t: "done" });
const TOO_MANY = { reason: "too-many-transcripts" };

describe("[MA8] a visitor asks for the transcript of their chat", () => {
  test("and gets what they may see of it, as it was when they asked", async () => {
    const { visitor, agent, chatId } = await chat();
    await acked(visitor, { type: "SendMessage", text: "It costs 5 € <b>or</b> 6 €?" });
    await acked(agent, { type: "SendMessage", chatId, text: "Five." });
    await acked(agent, { type: "WriteNote", chatId, text: "secret-note" });
    await ask(visitor, wish(chatId, "  zoe@example.com "));
    await acked(agent, { type: "SendMessage", chatId, text: "said-later" });
    await office.mails(1);
    const { mail, raw, from, to } = office.mailTo("zoe@example.com");
    expect([from, to]).toEqual([MAIL_FROM.address, ["zoe@example.com"]]);
    expect(mail.subject).toMatch(/^Your conversation with /);
    expect(mail.headers.get("auto-submitted")).toBe("auto-generated");
    expect(mail.replyTo?.value[0]?.address).toBe(DESK);
    for (const text of ["It costs 5 € <b>or</b> 6 €?", "Five.", "joined the chat"])
      expect(mail.text).toContain(text);
    expect(mail.html).toContain("5 € &#60;b&#62;or&#60;/b&#62; 6 €?");
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(["transcript.txt"]);
    const all = `${raw} ${mail.text} ${mail.html} ${mail.attachments[0]?.content}`;
    for (const hidden of ["secret-note", "said-later", agentOf(desk.account).email])
      expect(all).not.toContain(hidden);
  });

  test("in French after its end, once however often the command comes", async () => {
    const { visitor, agent, chatId } = await chat();
    await acked(agent, { type: "EndChat", chatId });
    for (const _ of ["sent", "sent again"])
      await ask(visitor, wish(chatId, "zoe@example.com", "fr"), "transcript-command-1");
    await ask(visitor, wish(chatId, "max@example.com", "fr"), "transcript-command-2");
    await office.mails(2);
    expect(office.received.map(({ to }) => to[0]).sort()).toEqual(["max@example.com", "zoe@example.com"]);
    const { mail } = office.mailTo("zoe@example.com");
    expect(mail.subject).toMatch(/^Votre conversation avec /);
    expect(mail.text).toContain("Chat terminé");
  });

  test("and nobody gets another visitor's", async () => {
    const { chatId } = await chat();
    const stranger = await visitorSocket(desk.node, desk.account);
    expect(await refusalOf(stranger, wish(chatId))).toEqual({ reason: "not-found" });
    expect(await refusalOf(stranger, wish("no-such-chat"))).toEqual({ reason: "not-found" });
    expect(await mailsOf(chatId)).toBe(0);
  });

  test("and is offered it where mail is set up alone", async () => {
    const siteOf = async (visitor: TestSocket) => (await visitor.welcome()).site;
    expect(await siteOf((await chat()).visitor)).toHaveProperty("mailsTranscripts", true);
    const quiet = await openDesk();
    const { visitor, chatId } = await servedVisitor(quiet.node, quiet.account);
    expect(await siteOf(visitor)).not.toHaveProperty("mailsTranscripts");
    expect(await refusalOf(visitor, wish(chatId))).toEqual({ reason: "not-found" });
    await quiet.close();
  });
});

describe("[MA9] what a visitor types is no way to send mail at large", () => {
  test.each(["", "zoe", "zoe@", "zoe@example.com, max@example.com", "<zoe@example.com>"])(
    "%j is no address",
    async (email) => {
      const { visitor, chatId } = await chat();
      expect(await refusalOf(visitor, wish(chatId, email))).toEqual({ reason: "bad-email" });
    },
  );

  test("nothing goes of a chat that no agent was in", async () => {
    const { visitor, chatId } = await waitingVisitor(desk.node, desk.account);
    expect(await refusalOf(visitor, wish(chatId))).toEqual({ reason: "not-served-yet" });
    expect(await mailsOf(chatId)).toBe(0);
  });

  test("of one chat go three an hour, also of those asked for at once", async () => {
    const { visitor, chatId } = await chat();
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((index) => visitor.command(wish(chatId, `zoe${index}@example.com`))),
    );
    expect(answers.map(({ t }) => t).sort()).toEqual(["done", "done", "done", "refused", "refused"]);
    expect(await refusalOf(visitor, wish(chatId, "zoe6@example.com"))).toEqual(TOO_MANY);
    expect(await mailsOf(chatId)).toBe(3);
    desk.node.now.ms += HOUR_MS;
    await ask(visitor, wish(chatId, "zoe7@example.com"));
  });

  test("of one visitor go five an hour, over all their chats", async () => {
    const token = newToken();
    const first = await chat(token);
    for (const name of ["a", "b", "c"]) await ask(first.visitor, wish(first.chatId, `${name}@example.com`));
    await acked(first.agent, { type: "EndChat", chatId: first.chatId });
    const { visitor, chatId } = await chat(token);
    for (const name of ["d", "e"]) await ask(visitor, wish(chatId, `${name}@example.com`));
    expect(await refusalOf(visitor, wish(chatId, "f@example.com"))).toEqual(TOO_MANY);
  });

  test("to one address go five an hour, whoever asks and however it is written", async () => {
    for (const _ of [1, 2, 3, 4, 5]) {
      const { visitor, chatId } = await chat();
      await ask(visitor, wish(chatId, "Everybody@example.com"));
    }
    const { visitor, chatId } = await chat();
    expect(await refusalOf(visitor, wish(chatId, "everybody@EXAMPLE.com"))).toEqual(TOO_MANY);
    await ask(visitor, wish(chatId, "somebody@example.com"));
  });

  test("[MA6] and no header or recipient is added", async () => {
    const { visitor, chatId } = await chat();
    const name = 'M" <spy@evil.example>\r\nCc: spy@evil.example';
    const changes = { name: { from: "", to: name } };
    await ask(visitor, { type: "EditMyDetails", changes });
    const injection = "zoe@example.com\r\nBcc: spy@evil.example";
    expect(await refusalOf(visitor, wish(chatId, injection))).toEqual({ reason: "bad-email" });
    await ask(visitor, wish(chatId, "ines@example.com"));
    await until(() => office.received.some(({ to }) => to.includes("ines@example.com")));
    const { mail, raw, to } = office.mailTo("ines@example.com");
    expect(to).toEqual(["ines@example.com"]);
    expect(mail.headers.has("bcc") || mail.headers.has("cc")).toBe(false);
    expect(raw.slice(0, raw.indexOf("\r\n\r\n"))).not.toContain("spy");
    expect(mail.text).toContain("spy@evil.example");
  });
});

async function mailsOf(chatId: string): Promise<number> {
  const { rows } = await desk.pool.query("select count(*)::int as n from mail where chat_id = $1", [chatId]);
  return rows[0].n;
}
