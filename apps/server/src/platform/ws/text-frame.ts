/** FIN and the opcode of a text (RFC 6455, section 5.2). */
const TEXT = 0x81;

let lastText = "";
let lastFrame: Buffer = frameOf("");

/** A server's text frame: unmasked, whole. The same text for many readers in a row is made once. */
export function textFrame(text: string): Buffer {
  if (text !== lastText) {
    lastFrame = frameOf(text);
    lastText = text;
  }
  return lastFrame;
}

function frameOf(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = TEXT;
  if (header === 2) frame[1] = length;
  if (header === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  }
  if (header === 10) {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, header);
  return frame;
}
