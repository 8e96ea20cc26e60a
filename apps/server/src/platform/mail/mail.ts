/** Who a mail is from or to. `name` may be empty. */
export type MailAddress = Readonly<{ name: string; address: string }>;

export type Attachment = Readonly<{ filename: string; content: string }>;

/** One mail, to one person. Ids stand in angle brackets: `<one@example.com>`. */
export type Mail = Readonly<{
  messageId: string;
  to: MailAddress;
  replyTo: MailAddress | null;
  subject: string;
  text: string;
  html: string;
  /** The first mail of the same matter, which this one follows. */
  inReplyTo: string | null;
  /** Nobody wrote it by hand: answering machines are to leave it alone (RFC 3834). */
  isAutomatic: boolean;
  attachments: readonly Attachment[];
}>;

/**
 * Why a mail did not go. `recipient`: the server does not take it for this address; `refused`: not this mail;
 * `sign-in`: not from us.
 */
export type MailFault = "unreachable" | "sign-in" | "recipient" | "refused";

/** `isFinal`: the same mail would be refused again. */
export class MailError extends Error {
  override readonly name = "MailError";
  readonly fault: MailFault;
  readonly isFinal: boolean;

  constructor(fault: MailFault, isFinal: boolean) {
    super(`The mail server could not be given the mail: ${fault}`);
    this.fault = fault;
    this.isFinal = isFinal;
  }
}

export type Mailer = Readonly<{
  /** Resolves when the mail server has taken the mail. Throws `MailError` alone. */
  send: (mail: Mail) => Promise<void>;
  /** What stands behind the @ in ids of our mails. */
  domain: string;
}>;
