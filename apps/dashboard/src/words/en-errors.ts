import { enUploadFaults } from "./en-files.ts";
import type { HttpErrorWords, RefusalWords } from "./error-words.ts";
import { listIn, pluralIn } from "./plural.ts";

const plural = pluralIn("en");
const list = listIn("en");

export const enRefusals: RefusalWords = {
  ...enUploadFaults,
  "already-open": () => "This visitor is in a chat already. Open it from Visitors.",
  "already-served": ({ by }) =>
    `${list(by)} ${plural(by.length, { one: "is", other: "are" })} serving this chat already. You can read along.`,
  "not-waiting": () => "This chat is not waiting for an answer any more. Write to join it.",
  "none-left": () => "No request is left. A colleague was faster.",
  "not-in-chat": () => "You are not in this chat. Serve it before you write.",
  "no-chat": () => "This chat does not exist. Choose another one.",
  "chat-ended": () => "This chat has ended. Write to the visitor from Visitors to start a new one.",
  "message-empty": () => "The message is empty. Write something first.",
  "message-too-long": ({ maxLength }) =>
    `The message is longer than ${maxLength.toLocaleString("en")} characters. Shorten it or send it in parts.`,
  "not-due": () => "It is too early for that. Try again later.",
  "nothing-to-do": () => "That was done already.",
  "department-unavailable": () => "This department is not available any more. Choose another one.",
  "only-online-agent": () =>
    "You are the only agent online in this department who may take this chat. Choose another department, or invite an agent.",
  "department-offline": ({ mayGoOn }) =>
    mayGoOn
      ? "Nobody is online in this department. The chat would wait there until somebody comes."
      : "Nobody is online in this department. Choose another one, or invite an agent.",
  "unknown-agent": () => "No agent has this e-mail. Check it, or choose one from the list.",
  "agent-is-you": () => "That is you. Choose a colleague.",
  "agent-offline": ({ name }) => `${name} is not connected. Choose somebody who is, or a department.`,
  "agent-already-in": ({ name }) => `${name} is in this chat already.`,
  "agent-already-invited": ({ name }) => `${name} is invited already. Wait for the answer.`,
  "not-invited": () => "This invitation is over. The chat was taken back or has moved on.",
  "rating-off": () => "Chat rating is not enabled. An administrator can enable it in Settings.",
  "not-served-yet": () => "Nobody has answered this chat yet, so there is nothing to rate.",
  "not-rated": () => "There is no rating to comment on. Rate the chat first.",
  "bad-tag": ({ maxLength }) => `A tag has no spaces and at most ${maxLength} characters.`,
  "file-not-found": () => "This file is not on the server. Attach it again.",
  "details-changed": () =>
    "Somebody else changed these details meanwhile. Compare, and choose what is to stand.",
  "bad-email": () => "This is no e-mail address. Write it like marie@example.com.",
  "detail-too-long": ({ maxLength }) => `Use at most ${maxLength.toLocaleString("en")} characters.`,
  "not-found": () => "This is not here any more. The visitor may have left the site.",
  "too-many-transcripts": () => "The transcript was sent several times already. Try again in an hour.",
  defect: () => "Something went wrong on the server. Try again; if it stays, its log says why.",
  "slow-down": () => "That was too fast. Wait a moment, then try again.",
};

export const enHttpErrors: HttpErrorWords = {
  invalid: () => "Something in the form is not right. Check the fields and try again.",
  "wrong-credentials": () => "The e-mail or the password is wrong. Check both and try again.",
  "too-many-attempts": (tryAgain) =>
    tryAgain
      ? `Too many attempts. Try again at ${tryAgain.at} (in ${tryAgain.minutes} ${plural(tryAgain.minutes, { one: "minute", other: "minutes" })}).`
      : "Too many attempts. Wait a few minutes, then try again.",
  unauthorised: () => "You are signed out. Sign in and try again.",
  forbidden: () => "You may not do this. Ask the owner of the account.",
  "not-found": () => "The server does not know this page. Reload and try again.",
  conflict: () => "Somebody did this already. Reload the page.",
  "wrong-code": () => "The code is wrong. It is printed where the server was started.",
  "took-too-long": () => "That took too long. Choose a shorter period, then try again.",
  unavailable: () => "The server is not ready. Try again in a moment.",
  defect: () => "Something went wrong on the server. Try again; if it stays, look at the server’s log.",
  unreachable: () => "The server does not answer. Check your connection and try again.",
};
