/** Who wrote a message that counts: a visitor, or an agent in that visitor's chat. */
export type Writer = "visitor" | "agent";

const LETTERS: Readonly<Record<Writer, string>> = { visitor: "m", agent: "r" };
/** Whose, which chat of the load generator's, and the how manieth there. 16 characters. */
const ID = /^([mr])(\d{5})-(\d{9})$/;

export function messageId(chat: number, number: number, writer: Writer = "visitor"): string {
  return `${LETTERS[writer]}${String(chat).padStart(5, "0")}-${String(number).padStart(9, "0")}`;
}

/** null: not a message that counts. */
export function parseMessageId(id: string): { writer: Writer; chat: number; number: number } | null {
  const match = ID.exec(id);
  if (!match) return null;
  const writer = match[1] === LETTERS.visitor ? "visitor" : "agent";
  return { writer, chat: Number(match[2]), number: Number(match[3]) };
}

const ID_LENGTH = messageId(0, 0).length;

/** The id that stands behind the first `key` at `from` or after it: the frame is not parsed, only searched. */
export function findId(frame: string, key: "id" | "messageId", from = 0): { id: string; end: number } | null {
  const mark = `"${key}":"`;
  const at = frame.indexOf(mark, from);
  if (at < 0) return null;
  const start = at + mark.length;
  return { id: frame.slice(start, start + ID_LENGTH), end: start + ID_LENGTH };
}

const WORDS =
  'Bonjour, ma commande n° {"order":"A-10428","items":3} n\'est pas encore arrivée : le suivi dit "en cours de livraison" depuis mardi. Pouvez-vous regarder où elle est passée, et me dire quand je l\'aurai ? Merci.';

/** What a visitor writes, 200 bytes of UTF-8 (figures are quoted for such messages), as JSON. */
const TEXT = JSON.stringify(cutTo(200, WORDS));

export function sendMessage(id: string): string {
  return `{"t":"command","id":"${id}","command":{"type":"SendMessage","text":${TEXT}}}`;
}

/** An agent says in which chat. */
export function sendReply(id: string, chatId: string): string {
  return `{"t":"command","id":"${id}","command":{"type":"SendMessage","chatId":"${chatId}","text":${TEXT}}}`;
}

function cutTo(bytes: number, text: string): string {
  const cut = Buffer.from(text).subarray(0, bytes).toString().replaceAll("\uFFFD", "");
  return cut + ".".repeat(bytes - Buffer.byteLength(cut));
}
