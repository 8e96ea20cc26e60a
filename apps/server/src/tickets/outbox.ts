import type { EpochMs } from "@causerie/domain";
import type { Pool, PoolClient } from "pg";
import type { Jobs, Queue } from "../platform/jobs/jobs.ts";
import { MailError, type Mailer, type MailFault } from "../platform/mail/mail.ts";
import type { Log } from "../platform/sql/log.ts";
import {
  findMail,
  insertMail,
  type MailJob,
  type NewMail,
  noteFault,
  noteGivenUp,
  noteSent,
  owedMails,
  renewUnsent,
  type StoredMail,
} from "./mails.ts";
import { type Letters, writeMail } from "./write-mail.ts";

/** A mail server may be away for a day: 30 s, 1 min, 2 min … then every hour. */
export const MAIL_RETRY = { limit: 30, delaySeconds: 30, longestDelaySeconds: 3_600 };

export type OutboxOptions = Letters & {
  jobs: Jobs;
  mailer: Mailer;
  retry: typeof MAIL_RETRY;
  now: () => EpochMs;
  log: Log;
};

/** The mails that tickets, offline messages and asked-for transcripts owe: written down with what they tell, sent by jobs [MA4]. */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #queue: Queue<MailJob>;

  constructor(options: OutboxOptions) {
    this.#options = options;
    const { pool, jobs, retry } = options;
    this.#queue = jobs.queue<MailJob>({
      name: "mail",
      retry,
      work: ({ id, data }) => this.#send({ jobId: id, mailId: data.mailId }),
      gaveUp: ({ mailId, jobId }) => noteGivenUp(pool, { mailId, jobId }),
    });
    jobs.onReady(() => {
      this.addOwed().catch((error: unknown) =>
        options.log.error({ err: error }, "Owed mails were not queued"),
      );
    });
  }

  /** Kept if `client` commits; then call `wake`. */
  async owe(client: PoolClient, ...mails: readonly NewMail[]): Promise<void> {
    for (const mail of mails) {
      const job = await insertMail(client, mail, this.#options.now());
      if (job) await this.#add(client, job);
    }
  }

  /** Sends again what did not go. */
  async renew(client: PoolClient, ticketId: number): Promise<void> {
    for (const job of await renewUnsent(client, ticketId)) await this.#add(client, job);
  }

  wake(): void {
    this.#queue.wake();
  }

  /** A mail that was owed before there were jobs, or without them, has its job now; one that has it gets no second. */
  async addOwed(): Promise<void> {
    for (const job of await owedMails(this.#options.pool)) await this.#add(this.#options.pool, job);
    this.wake();
  }

  async #add(client: PoolClient | Pool, { jobId, mailId }: MailJob): Promise<void> {
    await this.#queue.add(client, jobId, { mailId, jobId });
  }

  async #send(job: MailJob): Promise<void> {
    const { pool, mailer, now } = this.#options;
    const mail = await findMail(pool, job.mailId);
    // Its matter is gone, it was sent already, or a later attempt has taken its place.
    if (mail?.state !== "owed" || mail.jobId !== job.jobId) return;
    try {
      const written = await writeMail(this.#options, mail);
      if (written === null) return await this.#note(job, { fault: "recipient", isFinal: true });
      await mailer.send(written);
    } catch (error) {
      if (!(error instanceof MailError)) throw error;
      await this.#note(job, error);
      this.#tell(mail, error);
      if (error.isFinal) return;
      throw error;
    }
    await noteSent(pool, job.mailId, now());
  }

  #tell({ mailId, accountId, kind, ticketId }: StoredMail, { fault, isFinal }: MailError): void {
    const end =
      ticketId === null ? "it is given up" : "it is given up, and its ticket offers to send it again";
    const next = isFinal ? end : "it is tried again";
    const text = `A mail was not sent; ${next}. See SMTP_URL, MAIL_FROM and the mail server's log`;
    this.#options.log.warn({ mailId, accountId, kind, fault }, text);
  }

  #note(job: MailJob, fault: { fault: MailFault; isFinal: boolean }): Promise<void> {
    return noteFault(this.#options.pool, job, fault);
  }
}
