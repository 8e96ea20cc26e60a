import { beforeEach, expect, test } from "vitest";
import { EmojiCompletion, type Offer } from "./completion.ts";
import { type EmojiDatabase, type FoundEmoji, fold, typedNameAt } from "./search.ts";

const HEART: FoundEmoji = {
  unicode: "❤️",
  annotation: "cœur rouge",
  order: 155,
  tags: ["amour", ":coeur_rouge", ":heart", ":red_heart"],
};
const EYES: FoundEmoji = {
  unicode: "😍",
  annotation: "yeux en cœur",
  order: 12,
  tags: ["heart", ":heart_eyes"],
};
const ARROW: FoundEmoji = { unicode: "💘", annotation: "cœur et flèche", order: 140, tags: [":cupid"] };
const WAVE: FoundEmoji = {
  unicode: "👋",
  annotation: "signe de main",
  order: 300,
  tags: [":wave"],
  skins: [
    { tone: 1, unicode: "👋🏻" },
    { tone: 4, unicode: "👋🏾" },
  ],
};

let loads: number;
let offers: (Offer | null)[];
let inserted: unknown[];
let used: string[];
/** The text as it is now. */
let text: string;
let completion: EmojiCompletion;

/** Finds as the picker's data base does: every word begins so. */
const database: EmojiDatabase = {
  getEmojiBySearchQuery: async (query) =>
    [EYES, ARROW, HEART, WAVE].filter(({ annotation, tags = [] }) =>
      [...tags, fold(annotation)]
        .join(" ")
        .split(/[\s_:]+/)
        .some((word) => word.startsWith(fold(query))),
    ),
  getPreferredSkinTone: async () => 4,
  incrementFavoriteEmojiCount: async (unicode) => void used.push(unicode),
};

beforeEach(() => {
  loads = 0;
  offers = [];
  inserted = [];
  used = [];
  completion = completionWith(async () => database);
});

function completionWith(load: () => Promise<EmojiDatabase>): EmojiCompletion {
  return new EmojiCompletion({
    load: () => {
      loads += 1;
      return load();
    },
    onChange: (offer) => offers.push(offer),
    read: () => text,
    insert: (emoji, at) => inserted.push([emoji, at]),
  });
}

const type = (typed: string) => {
  text = typed;
  return completion.typed(typed, typed.length);
};
const offered = () => offers.at(-1)?.suggestions.map(({ unicode }) => unicode) ?? null;

test.each([
  [":he", "he"],
  ["hello :heart", "heart"],
  ["(:+1", "+1"],
  ["«\u202f:cœur_r", "cœur_r"],
  [":h", null],
  ["at 10:30", null],
  ["https://example.com:8080", null],
  ["a:he", null],
  [":he llo", null],
])("[EM4] in %j the name typed is %j", (typed, query) => {
  expect(typedNameAt(typed, typed.length)?.query ?? null).toBe(query);
});

test("[EM4] the name is the one before the caret, and what stands behind it stays", () => {
  expect(typedNameAt("a :he b", 5)).toEqual({ query: "he", start: 2, end: 5, isClosed: false });
});

test("[EM4] nothing is loaded before a name is typed, and then once", async () => {
  await type("hello");
  expect(loads).toBe(0);
  await type("hello :he");
  await type("hello :hea");
  expect(loads).toBe(1);
});

test("[EM4] the name itself comes before what only begins so", async () => {
  await type(":heart");
  expect(offered()).toEqual(["❤️", "😍"]);
});

test("[EM4] of those whose name begins so, what is popular comes first", async () => {
  await type(":coe");
  expect(offered()).toEqual(["❤️", "💘", "😍"]);
});

test("[EM3] accents and ligatures may be left out, and case does not matter", async () => {
  await type(":COEUR");
  expect(offered()).toEqual(["❤️", "💘", "😍"]);
});

test("[EM2] a suggestion has the preferred skin tone; what counts as used is the emoji itself", async () => {
  await type(":wav");
  expect(offered()).toEqual(["👋🏾"]);
  completion.key("Enter");
  expect(inserted).toEqual([["👋🏾", { start: 0, end: 4 }]]);
  await Promise.resolve();
  expect(used).toEqual(["👋"]);
  expect(offers.at(-1)).toBeNull();
});

test("[EM4] arrows go round, Enter and Tab take, other keys are the text's", async () => {
  await type("oh :heart");
  expect(completion.key("a")).toBe(false);
  expect(completion.key("ArrowUp")).toBe(true);
  expect(offers.at(-1)?.active).toBe(1);
  expect(completion.key("ArrowDown")).toBe(true);
  expect(offers.at(-1)?.active).toBe(0);
  completion.key("ArrowDown");
  expect(completion.key("Tab")).toBe(true);
  expect(inserted).toEqual([["😍", { start: 3, end: 9 }]]);
  expect(completion.key("Enter")).toBe(false);
});

test("[EM4] Escape waves this name off, and not the next one", async () => {
  await type(":he");
  expect(completion.key("Escape")).toBe(true);
  await type(":hear");
  expect(offered()).toBeNull();
  expect(completion.key("Enter")).toBe(false);
  await type(":hear :he");
  expect(offered()).toEqual(["❤️", "😍"]);
});

test("[EM4] a whole name between colons becomes its emoji; another word stays as it is", async () => {
  await type("I :heart:");
  expect(inserted).toEqual([["❤️", { start: 2, end: 9 }]]);
  await type("I :hea:");
  expect(inserted).toHaveLength(1);
});

test("[EM4] a whole name becomes its emoji also when it was written on before its names were there", async () => {
  const first = type("I :heart:");
  const second = type("I :heart: you");
  await Promise.all([first, second]);
  expect(inserted).toEqual([["❤️", { start: 2, end: 9 }]]);
  const gone = type("I :heart:");
  text = "I heart";
  await gone;
  expect(inserted).toHaveLength(1);
});

test("[EM4] an answer that comes after more was typed is not shown", async () => {
  let answer: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    answer = resolve;
  });
  completion = completionWith(async () => {
    await gate;
    return database;
  });
  const first = type(":he");
  const second = type(":he and more");
  answer();
  await Promise.all([first, second]);
  expect(offers).toEqual([]);
});

test("[EM4] a message that was sent before its last name was looked up leaves no offer behind", async () => {
  const sent = type(":he");
  completion.close();
  await sent;
  expect(offers).toEqual([]);
  await type(":");
  await type(":he");
  expect(offered()).toEqual(["❤️", "😍"]);
});

test("[EM4] where the names cannot be loaded nothing is offered, and the next name tries again", async () => {
  let isThere = false;
  completion = completionWith(async () => {
    if (!isThere) throw new Error("no network");
    return database;
  });
  await type(":he");
  expect(offers).toEqual([]);
  isThere = true;
  await type(":hea");
  expect(offered()).toEqual(["❤️", "😍"]);
});
