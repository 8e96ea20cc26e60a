import { randomInt } from "node:crypto";
import type { AccountId, ChatId, EpochMs } from "@causerie/domain";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** `YYMM.account.random`, Zendesk Chat's shape; 13 characters are 77 bits. */
export function newChatId(accountId: AccountId, now: EpochMs): ChatId {
  const date = new Date(now);
  const month = `${String(date.getUTCFullYear() % 100).padStart(2, "0")}${String(date.getUTCMonth() + 1).padStart(2, "0")}`;
  return `${month}.${accountId}.${randomText(13)}` as ChatId;
}

/** Whether it has the shape. */
export function isChatId(text: string): boolean {
  return /^\d{4}\.\d{1,19}\.[0-9A-Za-z]{13}$/.test(text);
}

export function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}
