import { isConnectionError } from "./pool.ts";

/** So many answers are read in a few milliseconds. */
const MOST_AT_ONCE = 500;

type Waiting<Question, Answer> = {
  question: Question;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
};

/**
 * Questions that come while one is under way go together in the next, with no timer: ten thousand who come back at
 * once ask some dozen times. One that the database refuses is nobody else's fault.
 */
export class Together<Question, Answer> {
  readonly #answer: (questions: Question[]) => Promise<Answer[]>;
  #waiting: Waiting<Question, Answer>[] = [];
  #isAsking = false;

  /** `answer`: one for each question, in their order. */
  constructor(answer: (questions: Question[]) => Promise<Answer[]>) {
    this.#answer = answer;
  }

  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
      if (!this.#isAsking) void this.#askAll();
    });
  }

  async #askAll(): Promise<void> {
    this.#isAsking = true;
    // What is asked in this same tick goes along.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#askThese(this.#waiting.splice(0, MOST_AT_ONCE));
    this.#isAsking = false;
  }

  async #askThese(these: Waiting<Question, Answer>[]): Promise<void> {
    try {
      const answers = await this.#answer(these.map(({ question }) => question));
      for (const [index, { resolve }] of these.entries()) resolve(answers[index] as Answer); // one for each
    } catch (error) {
      if (these.length === 1 || isConnectionError(error)) for (const { reject } of these) reject(error);
      else for (const one of these) await this.#askThese([one]);
    }
  }
}
