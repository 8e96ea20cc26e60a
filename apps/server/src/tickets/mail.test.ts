import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { visitorSocket } from "../chats/testing/node.ts";
import { acked, agentOf, servedVisitor, until, visitorIdOf } from "../chats/testing/scene.ts";
import { inTransaction } from "../platform/sql/transaction.ts";
import { OWNER } from "../testing/doors.ts";
import { DESK, type Desk, MAIL_FROM, newTicket, offlineForm, openDesk, signIn } from "./testing/desk.ts";
import { PostOffice } from "./testing/post-office.ts";

const RETRY = { limit: 3, delaySeconds: 1, longestDelaySeconds: 1 };

let office: PostOffice;
let desk: Desk;
let agent: Awaited<ReturnType<typeof signIn>>;
beforeAll(async () => {
  office = await PostOffice.open();
  desk = await openDesk({ smtpUrl: office.url, ticketEmail: DESK, retry: RETRY });
  agent = await signIn(desk);
});
beforeEach(() => {
  office.received.length = 0;
  office.refusing = null;
});
afterAll(async () => {
  await desk.close();
  await office.close();
});

const chat = () => servedVisitor(desk.node, desk.account);
const stateOf = async (number: number) => (await agent.ticket(number)).mailState;
const mailsAre = (number: number, state: string) => until(async () => (await stateOf(number)) === state);

test("[MA1] the requester gets the request and the transcript, as text and HTML, from us", async () => {
  const { visitor, agent: socket, chatId } = await chat();
  await acked(visitor, { type: "SendMessage", text: "It costs 5 € <b>or</b> 6 €?" });
  await acked(socket, { type: "WriteNote", chatId, text: "secret-note" });
  const { number } = (await agent.create(newTicket(chatId))).json();
  await mailsAre(number, "sent");
  const { mail, raw, from, to } = office.mailTo("marie@example.com");
  expect([from, to]).toEqual([MAIL_FROM.address, ["marie@example.com"]]);
  expect(mail.from?.value).toEqual([MAIL_FROM].map(({ name, address }) => ({ name, address })));
  expect(mail.subject).toBe(`[#${number}] The lamp flickers`);
  expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@shop\.example>$/);
  expect(mail.headers.get("auto-submitted")).toBe("auto-generated");
  expect(mail.replyTo?.value[0]?.address).toBe(DESK);
  for (const text of ["Hello Marie Dupont,", `#${number}`, "It flickers since Monday.", "5 € <b>or</b> 6 €?"])
    expect(mail.text).toContain(text);
  expect(mail.html).toContain("5 € &#60;b&#62;or&#60;/b&#62; 6 €?");
  expect(mail.attachments[0]?.content.toString()).toContain("Marie Dupont: It costs 5 €");
  for (const hidden of ["secret-note", agentOf(desk.account).email]) {
    expect(raw).not.toContain(hidden);
    expect(`${mail.text} ${mail.html} ${mail.attachments[0]?.content}`).not.toContain(hidden);
  }
});

test("[MA1] a visitor whose browser speaks French is written to in French", async () => {
  const visitor = await visitorSocket(desk.node, desk.account, undefined, { language: "fr-CA" });
  const { chatId } = await acked(visitor, { type: "SendMessage", text: "Bonjour, où est ma théière ?" });
  await until(async () => {
    const { rows } = await desk.pool.query("select language from visitor where id = $1", [
      visitorIdOf(visitor),
    ]);
    if (rows[0].language === null) await saveVisits();
    return rows[0].language === "fr-CA";
  });
  const requester = { name: "Zoé Lefèvre", email: "zoe@example.com" };
  const { number } = (await agent.create(newTicket(chatId, { requester, subject: "Théière égarée" }))).json();
  await mailsAre(number, "sent");
  const { mail } = office.mailTo("zoe@example.com");
  expect(mail.subject).toBe(`[#${number}] Théière égarée`);
  expect(mail.to).toMatchObject({ value: [{ name: "Zoé Lefèvre", address: "zoe@example.com" }] });
  expect(mail.text).toContain("Bonjour Zoé Lefèvre,");
  expect(mail.text).toContain("Zoé Lefèvre\u202f: Bonjour, où est ma théière ?");
  expect(mail.text).toContain("Chat démarré");
});

async function saveVisits(): Promise<void> {
  const { saveVisits: save } = await import("../visitors/index.ts");
  await save(desk.pool, desk.node.context.onSite.takeUnsaved());
}

test("[MA2] the help desk gets it as if the requester had written, with the transcript attached", async () => {
  const { visitor, agent: socket, chatId } = await chat();
  await acked(visitor, { type: "SendMessage", text: "First line\nVisitor: second line" });
  await acked(socket, { type: "WriteNote", chatId, text: "secret-note" });
  const { number } = (await agent.create(newTicket(chatId, { tags: ["lamp", "urgent"] }))).json();
  await mailsAre(number, "sent");
  const { mail, raw, from } = office.mailTo(DESK);
  expect(from).toBe(MAIL_FROM.address);
  expect(mail.replyTo?.value).toEqual([{ name: "Marie Dupont", address: "marie@example.com" }]);
  expect(mail.subject).toBe("The lamp flickers");
  expect(mail.headers.has("auto-submitted")).toBe(false);
  for (const text of ["It flickers since Monday.", "lamp, urgent", `#${number}`, "First line"])
    expect(mail.text).toContain(text);
  const [file] = mail.attachments;
  expect([file?.filename, file?.contentType]).toEqual([`transcript-${number}.txt`, "text/plain"]);
  expect(file?.content.toString()).toContain("Marie Dupont: First line\n    Visitor: second line");
  for (const hidden of ["secret-note", agentOf(desk.account).email]) {
    expect(raw).not.toContain(hidden);
    expect(`${mail.text} ${mail.html} ${file?.content}`).not.toContain(hidden);
  }
});

test("[MA3] the requester is told of the solution, in a mail that follows the first one", async () => {
  const { chatId } = await chat();
  const { number } = (await agent.create(newTicket(chatId))).json();
  await mailsAre(number, "sent");
  const first = office.mailTo("marie@example.com").mail;
  await agent.ask("PUT", `/tickets/${number}/status`, { status: "solved" });
  await agent.ask("PUT", `/tickets/${number}/status`, { status: "solved" });
  await mailsAre(number, "sent");
  const second = office.mailTo("marie@example.com").mail;
  expect(second.messageId).not.toBe(first.messageId);
  expect(second.inReplyTo).toBe(first.messageId);
  expect([second.references].flat()).toEqual([first.messageId]);
  expect(second.text).toContain("solved");
  expect(office.received.map(({ to }) => to[0]).sort()).toEqual(
    [DESK, "marie@example.com", "marie@example.com"].sort(),
  );
});

describe("[MA4] a mail that did not go", () => {
  test("goes when the mail server is back, and its ticket says meanwhile why it waits", async () => {
    await office.close();
    const { chatId } = await chat();
    const { number } = (await agent.create(newTicket(chatId))).json();
    await until(async () => (await agent.ticket(number)).mails.every(({ fault }) => fault === "unreachable"));
    expect(await stateOf(number)).toBe("owed");
    await office.openAgain();
    await mailsAre(number, "sent");
    expect((await agent.ticket(number)).mails.map(({ fault }) => fault)).toEqual([null, null]);
    expect(office.received).toHaveLength(2);
  });

  test("and is refused for good is not tried again by itself, but by an agent", async () => {
    office.refusing = 550;
    const { chatId } = await chat();
    const { number } = (await agent.create(newTicket(chatId))).json();
    await mailsAre(number, "failed");
    await until(async () => (await agent.ticket(number)).mails.every(({ state }) => state === "failed"));
    expect((await agent.ticket(number)).mails).toMatchObject([
      { kind: "ticket-created", state: "failed", fault: "recipient" },
      { kind: "ticket-for-desk", state: "failed", fault: "recipient" },
    ]);
    office.refusing = null;
    expect((await agent.ask("POST", `/tickets/${number}/mails`)).json()).toMatchObject({ mailState: "owed" });
    await mailsAre(number, "sent");
    expect(office.received).toHaveLength(2);
  });

  test("to the end of all attempts is marked as not sent", async () => {
    office.refusing = 450;
    const { chatId } = await chat();
    const { number } = (await agent.create(newTicket(chatId))).json();
    await until(async () => (await agent.ticket(number)).mails.every(({ state }) => state === "failed"));
    expect((await agent.ticket(number)).mails[0]).toMatchObject({ state: "failed", fault: "recipient" });
    office.refusing = null;
    await agent.ask("POST", `/tickets/${number}/mails`);
    await mailsAre(number, "sent");
  });

  test("because no connection to the database was left, goes when there is one again", async () => {
    const { chatId } = await chat();
    await desk.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()",
    );
    const fields = newTicket(chatId);
    await until(async () => (await agent.create(fields)).statusCode < 300);
    const { number } = (await agent.create(fields)).json();
    await mailsAre(number, "sent");
    expect(office.received).toHaveLength(2);
  });

  test("because no server ran, goes when one does", async () => {
    const quiet = await openDesk({ smtpUrl: office.url });
    await quiet.tickets.stop();
    const { chatId } = await servedVisitor(quiet.node, quiet.account);
    const other = await signIn(quiet);
    const { number, mailState } = (await other.create(newTicket(chatId))).json();
    expect(mailState).toBe("owed");
    const again = quiet.openAgain();
    again.start();
    await until(async () => (await other.ticket(number)).mailState === "sent");
    expect(office.received.map(({ to }) => to)).toEqual([["marie@example.com"]]);
    await again.stop();
    await quiet.close();
  });
});

test("[MA4] a stop lets the mail that is under way go, and what the mail server took is not sent again", async () => {
  const busy = await openDesk({ smtpUrl: office.url });
  const other = await signIn(busy);
  const { chatId } = await servedVisitor(busy.node, busy.account);
  const release = office.hold();
  const { number } = (await other.create(newTicket(chatId))).json();
  await until(() => office.held === 1);
  const stopping = busy.tickets.stop();
  release();
  await stopping;
  expect((await other.ticket(number)).mailState).toBe("sent");
  const again = busy.openAgain();
  again.start();
  await again.stop();
  expect(office.received).toHaveLength(1);
  await busy.close();
});

test("[MA4] what is undone with its transaction owes nothing", async () => {
  const { chatId } = await chat();
  const { number } = (await agent.create(newTicket(chatId))).json();
  await mailsAre(number, "sent");
  const jobs = async () => (await desk.pool.query("select count(*) as n from jobs.job")).rows[0].n;
  const before = await jobs();
  const { rows } = await desk.pool.query("select id from ticket where number = $1", [number]);
  const mail = { accountId: desk.account.accountId, kind: "ticket-solved", ticketId: rows[0].id } as const;
  const undone = inTransaction(desk.pool, async (client) => {
    await desk.tickets.outbox?.owe(client, mail);
    expect((await client.query("select count(*) as n from jobs.job")).rows[0].n).toBe(before + 1);
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  expect(await jobs()).toBe(before);
  expect((await agent.ticket(number)).mails).toHaveLength(2);
});

describe("[MA5] an offline message", () => {
  test("is mailed to the help desk, once, and answering it writes to the visitor", async () => {
    const visitor = await visitorSocket(desk.node, desk.account);
    const contact = { name: "Marie", email: "marie@example.com" };
    const { chatId } = await acked(visitor, offlineForm("Call me <back>", contact));
    const [first] = await office.mails(1);
    expect(first?.to).toEqual([DESK]);
    expect(first?.mail.subject).toBe("Message from Marie");
    expect(first?.mail.replyTo?.value).toEqual([{ name: "Marie", address: "marie@example.com" }]);
    for (const text of ["Call me <back>", "marie@example.com"]) expect(first?.mail.text).toContain(text);
    // Another node, which looks at the same log from the same place.
    const again = desk.openAgain();
    again.start();
    await acked(visitor, offlineForm("Another one"));
    await office.mails(2);
    await again.stop();
    expect(office.received.map(({ mail }) => mail.text?.split("\n")[0])).toEqual([
      "Call me <back>",
      "Another one",
    ]);
    // It has come; that it went is noted after that.
    const states = async () =>
      (await desk.pool.query("select state from mail where chat_id = $1", [chatId])).rows;
    await until(async () => (await states()).every(({ state }) => state !== "owed"));
    expect(await states()).toEqual([{ state: "sent" }]);
  });

  test("left while the mails were down is mailed afterwards, to the owner where there is no help desk", async () => {
    const quiet = await openDesk({ smtpUrl: office.url });
    await quiet.tickets.stop();
    const visitor = await visitorSocket(quiet.node, quiet.account);
    await acked(visitor, offlineForm("Is anybody there?"));
    const again = quiet.openAgain();
    again.start();
    await office.mails(1);
    expect(office.mailTo(OWNER.email).mail.text).toContain("Is anybody there?");
    expect(office.mailTo(OWNER.email).mail.replyTo?.text).toBe("zoe@example.com");
    await again.stop();
    await quiet.close();
  });
});

test("[MA6] nothing that is typed adds a header or a recipient", async () => {
  const { chatId } = await chat();
  const evil = "Hi\r\nBcc: spy@evil.example\r\n\r\n<script>alert(1)</script>";
  const name = 'M" <spy@evil.example>, "\r\nCc: spy@evil.example';
  const fields = { subject: evil, description: evil, requester: { name, email: "marie@example.com" } };
  const { number } = (await agent.create(newTicket(chatId, fields))).json();
  await mailsAre(number, "sent");
  expect(office.received.map(({ to }) => to).sort()).toEqual([[DESK], ["marie@example.com"]]);
  for (const { mail } of office.received) {
    expect(mail.headers.has("bcc") || mail.headers.has("cc")).toBe(false);
    expect([mail.to].flat().flatMap((to) => to?.value.map(({ address }) => address))).toHaveLength(1);
    expect(mail.html).not.toContain("<script>");
    expect(mail.subject).toContain("Hi Bcc: spy@evil.example <script>alert(1)</script>");
  }
});

test("[MA7] a job that runs twice sends once", async () => {
  const { chatId } = await chat();
  const { number } = (await agent.create(newTicket(chatId))).json();
  await mailsAre(number, "sent");
  await desk.pool.query(
    "update jobs.job set state = 'created', completed_on = null where name = 'mail' and state = 'completed'",
  );
  const undone = async () =>
    (
      await desk.pool.query(
        "select count(*) as n from jobs.job where name = 'mail' and state in ('created', 'retry', 'active')",
      )
    ).rows[0].n;
  await until(async () => (await undone()) === 0);
  expect(office.received).toHaveLength(2);
});
