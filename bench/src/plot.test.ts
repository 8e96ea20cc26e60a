import { expect, test } from "vitest";
import { type Plot, toSvg } from "./plot.ts";

const plot: Plot = {
  title: "Messages & chats",
  x: { label: "chats", isLogarithmic: true },
  y: { label: "messages a cpu·s" },
  series: [
    {
      name: "ours",
      points: [
        { x: 100, y: 0 },
        { x: 10_000, y: 20_000 },
      ],
    },
    { name: "bare", points: [{ x: 1000, y: 10_000 }] },
  ],
};

test("points lie where their values are: the axes' ends, and the middle of a logarithmic one", () => {
  const svg = toSvg(plot);
  expect(svg).toContain('points="70,360 700,80"');
  expect(svg).toContain('<circle cx="385" cy="220" r="3"');
});

test("axes carry round numbers, labels with their units, and every line its name", () => {
  const words = [...toSvg(plot).matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1]);
  expect(words).toEqual([
    "Messages &amp; chats",
    ...["100", "1,000", "10,000"],
    ...["0", "5,000", "10,000", "15,000", "20,000"],
    ...["chats", "messages a cpu·s", "ours", "bare"],
  ]);
});

test("values that are all alike have axes too", () => {
  const flat = {
    ...plot,
    series: [
      {
        name: "flat",
        points: [
          { x: 1, y: 0 },
          { x: 1, y: 0 },
        ],
      },
    ],
  };
  expect(toSvg(flat)).not.toContain("NaN");
});
