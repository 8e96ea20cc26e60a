import { expect, test } from "vitest";
import { Together } from "./together.ts";

test("[DL5] what is asked in one tick, or while another question is under way, is one question; one's fault is nobody else's", async () => {
  const asked: number[][] = [];
  const together = new Together(async (numbers: number[]) => {
    asked.push(numbers);
    if (numbers.includes(13)) throw new Error("no such number");
    return numbers.map((number) => number * 2);
  });
  const first = [1, 2].map((number) => together.ask(number));
  const later = first[0]?.then(() => Promise.allSettled([3, 13, 4].map((number) => together.ask(number))));
  expect(await Promise.all(first)).toEqual([2, 4]);
  const [three, thirteen, four] = (await later) ?? [];
  expect([three, four]).toEqual([6, 8].map((value) => ({ status: "fulfilled", value })));
  expect(thirteen?.status).toBe("rejected");
  expect(asked).toEqual([[1, 2], [3, 13, 4], [3], [13], [4]]);
});

test("[DL6] a lost connection is said to all who asked, and asked of nobody again", async () => {
  let questions = 0;
  const together = new Together(async (_numbers: number[]): Promise<number[]> => {
    questions += 1;
    throw new Error("Connection terminated unexpectedly");
  });
  const answers = await Promise.allSettled([1, 2, 3].map((number) => together.ask(number)));
  expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(questions).toBe(1);
});
