import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** One mail as a mail server took it: `to` from its envelope. */
export type Received = { from: string; to: string[]; raw: string; mail: ParsedMail };

/** A real SMTP server on this machine, which can be taken away, and made to refuse. */
export class PostOffice {
  readonly received: Received[] = [];
  /** How it answers a recipient: an SMTP code, or null to take it. */
  refusing: number | null = null;
  /** Recipients that wait until it answers; see `hold`. */
  held = 0;
  #gate: Promise<void> = Promise.resolve();
  #server: SMTPServer;
  #port = 0;
  readonly #waiting: (() => void)[] = [];

  private constructor() {
    this.#server = this.#make();
  }

  static async open(): Promise<PostOffice> {
    const office = new PostOffice();
    await office.#listen();
    return office;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.#port}`;
  }

  /** Resolves when so many mails have come. */
  async mails(count: number): Promise<Received[]> {
    while (this.received.length < count) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.received;
  }

  /** The mail to this address that came last. */
  mailTo(address: string): Received {
    const found = this.received.findLast(({ to }) => to.includes(address));
    if (!found) throw new Error(`no mail to ${address}`);
    return found;
  }

  /** Answers nobody until what it gives is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gate = promise;
    return resolve;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** On the port that it had. */
  async openAgain(): Promise<void> {
    this.#server = this.#make();
    await this.#listen();
  }

  async #listen(): Promise<void> {
    const listening = this.#server.listen(this.#port, "127.0.0.1");
    await once(listening, "listening");
    // Listening on TCP, it has a port.
    this.#port = (listening.address() as AddressInfo).port;
  }

  #make(): SMTPServer {
    return new SMTPServer({
      authOptional: true,
      disabledCommands: ["AUTH", "STARTTLS"],
      onRcptTo: (_address, _session, done) => {
        this.held += 1;
        void this.#gate.then(() => {
          this.held -= 1;
          if (this.refusing === null) return done();
          done(Object.assign(new Error("not here"), { responseCode: this.refusing }));
        });
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          const raw = Buffer.concat(chunks).toString("utf8");
          const { mailFrom, rcptTo } = session.envelope;
          void simpleParser(raw).then((mail) => {
            const from = mailFrom ? mailFrom.address : "";
            this.received.push({ from, to: rcptTo.map(({ address }) => address), raw, mail });
            for (const wake of this.#waiting.splice(0)) wake();
            done();
          });
        });
      },
    });
  }
}
