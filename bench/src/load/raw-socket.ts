import { connect, type Socket } from "node:net";
import { type Dialect, incoming as frameIn, outgoing } from "./dialects.ts";
import { readFrames, textFrame } from "./frames.ts";

/** One for all sockets: what was read is worked through before the next read begins. */
const incoming = Buffer.allocUnsafe(256 * 1024);
const END_OF_HEADERS = "\r\n\r\n";

type Options = {
  port: number;
  path: string;
  /** Complete lines without their ends. */
  headers: readonly string[];
  dialect: Dialect;
  onText: (text: string) => void;
  onError: (error: Error) => void;
};

/**
 * A WebSocket as lean as Node allows (no stream, no buffer a read, no JSON), so that on a machine of two cores the load
 * generator needs less of its core than the server of its own.
 */
export class RawSocket {
  readonly #socket: Socket;
  readonly #options: Options;
  #left: Buffer = Buffer.alloc(0);
  #opened: (() => void) | null = null;
  #isClosing = false;

  static open(options: Options): Promise<RawSocket> {
    return new Promise((resolve) => {
      const socket = new RawSocket(options);
      socket.#opened = () => resolve(socket);
    });
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#socket = connect({
      host: "127.0.0.1",
      port: options.port,
      noDelay: true,
      onread: { buffer: incoming, callback: (size) => this.#read(size) },
    });
    this.#socket.on("error", options.onError);
    this.#socket.on("close", () => this.#isClosing || options.onError(new Error("the server cut a socket")));
    this.#socket.write(handshake(options), "latin1");
  }

  send(text: string): void {
    this.#write(outgoing(this.#options.dialect, text));
  }

  #write(text: string): void {
    this.#socket.write(textFrame(text));
  }

  close(): void {
    this.#isClosing = true;
    this.#socket.destroy();
  }

  #read(size: number): boolean {
    try {
      this.#take(size);
    } catch (error) {
      // Thrown by our own checks, which throw Errors.
      this.#options.onError(error as Error);
    }
    return true;
  }

  #take(size: number): void {
    const isWhole = this.#left.length === 0;
    const bytes = isWhole ? incoming : Buffer.concat([this.#left, incoming.subarray(0, size)]);
    const end = isWhole ? size : bytes.length;
    const start = this.#opened ? this.#shake(bytes.toString("latin1", 0, end)) : 0;
    const used = this.#opened ? 0 : start + this.#frames(bytes.subarray(start), end - start);
    this.#left = used === end ? Buffer.alloc(0) : Buffer.from(bytes.subarray(used, end));
  }

  #frames(bytes: Buffer, end: number): number {
    return readFrames(bytes, end, (text) => this.#hear(text));
  }

  #hear(text: string): void {
    const frame = frameIn(this.#options.dialect, text, (reply) => this.#write(reply));
    if (frame !== null) this.#options.onText(frame);
  }

  /** How many bytes the headers took; 0 while they are not whole. */
  #shake(bytes: string): number {
    const end = bytes.indexOf(END_OF_HEADERS);
    if (end < 0) return 0;
    if (!bytes.startsWith("HTTP/1.1 101 ")) throw new Error(`no WebSocket: ${bytes.split("\r\n")[0]}`);
    this.#opened?.();
    this.#opened = null;
    return end + END_OF_HEADERS.length;
  }
}

function handshake({ port, path, headers }: Options): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ...headers,
    END_OF_HEADERS.slice(2),
  ].join("\r\n");
}
