import { MailError, type MailFault } from "./mail.ts";

/** nodemailer's `code`, and the SMTP server's answer where it gave one. */
type SmtpFault = { code?: unknown; responseCode?: unknown; command?: unknown };

/** Nodemailer's errors repeat what the server said and how we signed in: only their kind goes on. */
export function mailErrorOf(error: unknown): MailError {
  if (error instanceof MailError) return error;
  const { code, responseCode, command } = error instanceof Error ? (error as SmtpFault) : ({} as SmtpFault);
  const isSender = command === "MAIL FROM";
  const fault = isSender ? "refused" : (faults[String(code)] ?? "unreachable");
  // 4xx means later, 5xx never (RFC 5321, 4.2.1). A wrong password may be put right.
  const isFinal = fault !== "sign-in" && typeof responseCode === "number" && responseCode >= 500;
  return new MailError(fault, isFinal);
}

const faults: Readonly<Record<string, MailFault>> = {
  EAUTH: "sign-in",
  ENOAUTH: "sign-in",
  EOAUTH2: "sign-in",
  EENVELOPE: "recipient",
  EMESSAGE: "refused",
  EPROTOCOL: "refused",
  ESTREAM: "refused",
};
