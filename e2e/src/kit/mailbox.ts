import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** One mail as it came: `to` from its envelope, `source` as it was sent. */
export type Received = { to: string[]; source: string; mail: ParsedMail };

/** A real mail server on this machine, whose post the test reads. */
export class Mailbox {
  readonly received: Received[] = [];
  /** Refuses every recipient for good. */
  isRefusing = false;
  readonly #server: SMTPServer;

  private constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["AUTH", "STARTTLS"],
      onRcptTo: (_address, _session, done) =>
        this.isRefusing ? done(Object.assign(new Error("no such user"), { responseCode: 550 })) : done(),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          const source = Buffer.concat(chunks).toString("utf8");
          void simpleParser(source).then((mail) => {
            this.received.push({ to: session.envelope.rcptTo.map(({ address }) => address), source, mail });
            done();
          });
        });
      },
    });
  }

  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    await once(mailbox.#server.listen(0, "127.0.0.1"), "listening");
    return mailbox;
  }

  get url(): string {
    // Listening on TCP, it has a port.
    const { port } = this.#server.server.address() as AddressInfo;
    return `smtp://127.0.0.1:${port}`;
  }

  to(address: string): ParsedMail[] {
    return this.received.filter(({ to }) => to.includes(address)).map(({ mail }) => mail);
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
