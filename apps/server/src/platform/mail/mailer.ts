import type { SendMailOptions, Transporter } from "nodemailer";
import type { Config } from "../config.ts";
import type { Mail, MailAddress, Mailer } from "./mail.ts";
import { mailErrorOf } from "./mail-error.ts";

/** A mail server that is silent for so long is not there; the mail is tried again later. */
const ANSWER_TIMEOUT_MS = 20_000;

type MailConfig = NonNullable<Config["mail"]>;

/** Sends by the SMTP server of the settings. Each mail has a connection of its own: there are few, and none stays open. */
export function createMailer({ smtpUrl, from }: MailConfig): Mailer {
  let transport: Promise<Transporter> | null = null;
  return {
    domain: from.address.slice(from.address.lastIndexOf("@") + 1),
    send: async (mail) => {
      try {
        transport ??= openTransport(smtpUrl);
        await (await transport).sendMail(messageOf(mail, from));
      } catch (error) {
        throw mailErrorOf(error);
      }
    },
  };
}

/** Loaded with the first mail: a start does not wait for it. */
async function openTransport(url: string): Promise<Transporter> {
  const { createTransport } = await import("nodemailer");
  return createTransport({
    url,
    connectionTimeout: ANSWER_TIMEOUT_MS,
    greetingTimeout: ANSWER_TIMEOUT_MS,
    socketTimeout: ANSWER_TIMEOUT_MS,
    // What a mail holds is ours: no text of it may name a file or an address to read.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function messageOf(mail: Mail, from: MailAddress): SendMailOptions {
  const { messageId, to, replyTo, subject, text, html, inReplyTo, isAutomatic, attachments } = mail;
  return {
    messageId,
    from: headerAddress(from),
    to: headerAddress(to),
    ...(replyTo && { replyTo: headerAddress(replyTo) }),
    subject: oneLine(subject),
    text,
    html,
    ...(inReplyTo && { inReplyTo, references: inReplyTo }),
    ...(isAutomatic && { headers: { "Auto-Submitted": "auto-generated" } }),
    attachments: attachments.map(({ filename, content }) => ({
      filename,
      content,
      contentType: "text/plain; charset=utf-8",
    })),
  };
}

/** As an object, so that no name is read as a second address. */
function headerAddress({ name, address }: MailAddress): MailAddress {
  return { name: oneLine(name), address };
}

/** A header ends with its line: what people typed stays in it. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  return text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, " ").trim();
}
