import { expect, type Page, type Response } from "@playwright/test";

/** All that the server told one page: each frame of its sockets, each body of its answers. */
export type Recording = {
  /** How many came over a socket. */
  readonly frames: number;
  /** Frames and bodies as texts, once the bodies under way are read. */
  texts(): Promise<string[]>;
  /** Answers whose body nobody could read. */
  readonly unread: readonly string[];
};

/** To be called before the page goes anywhere: what came earlier is not recorded. */
export function record(page: Page): Recording {
  const frames: string[] = [];
  const bodies: Promise<string>[] = [];
  const unread: string[] = [];
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) =>
      frames.push(typeof payload === "string" ? payload : payload.toString("utf8")),
    ),
  );
  page.on("response", (response) =>
    bodies.push(
      bodyOf(response).catch(() => {
        unread.push(`${response.request().method()} ${response.url()}`);
        return "";
      }),
    ),
  );
  return {
    unread,
    get frames() {
      return frames.length;
    },
    texts: async () => [...(await Promise.all(bodies)), ...frames],
  };
}

async function bodyOf(response: Response): Promise<string> {
  const isAnswerToHead = response.request().method() === "HEAD";
  const isElsewhere = response.status() >= 300 && response.status() < 400;
  const hasNone = isAnswerToHead || response.status() < 200 || isElsewhere;
  if (hasNone) return "";
  const read = await response.body().catch(() => null);
  return read === null ? bodyAskedAgain(response) : read.toString("utf8");
}

/** The browser lets bodies go with the page that asked for them. What only reads can be asked again. */
async function bodyAskedAgain(response: Response): Promise<string> {
  const request = response.request();
  if (request.method() !== "GET") throw new Error("its body is gone");
  const answer = await fetch(response.url(), { headers: await request.allHeaders() });
  return answer.text();
}

type Recorded = { recording: Recording };
type Secrets = { visitors: readonly Recorded[]; agents: readonly Recorded[]; secrets: readonly string[] };

/**
 * Nothing that any visitor's page received holds a secret. Proves first that there was something to find: every visitor
 * has received frames, and every secret has reached an agent.
 */
export async function expectNothingSecret({ visitors, agents, secrets }: Secrets): Promise<void> {
  expect(secrets.length, "secrets to look for").toBeGreaterThan(0);
  expect(visitors.length, "visitors to look at").toBeGreaterThan(0);
  for (const { recording } of visitors) {
    expect(recording.frames, "frames that a visitor received").toBeGreaterThan(0);
  }
  const known = await textsOf(agents);
  const told = await textsOf(visitors);
  expect(visitors.flatMap(({ recording }) => recording.unread)).toEqual([]);
  for (const secret of secrets) {
    expect(known.some(holds(secret)), `agents know of “${secret}”`).toBe(true);
    expect(told.filter(holds(secret)), `what visitors received of “${secret}”`).toEqual([]);
  }
}

async function textsOf(pages: readonly Recorded[]): Promise<string[]> {
  return (await Promise.all(pages.map(({ recording }) => recording.texts()))).flat();
}

/** As it is, as JSON writes it, or as a part of an address. */
function holds(secret: string): (text: string) => boolean {
  const forms = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
  return (text) => forms.some((form) => text.includes(form));
}
