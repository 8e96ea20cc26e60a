import { pluralIn } from "./plural.ts";

const plural = pluralIn("en");
const count = new Intl.NumberFormat("en");

/** The panel beside a chat: who the visitor is, and their earlier visits. */
export const enDetails = {
  notes: "Notes",
  save: "Save",
  saving: "Saving…",
  saved: "Saved",
  savedWhenBack: "Saved as soon as the connection is back.",
  notesHint: "Only agents see the notes.",
  tagsHint: "Separate tags by spaces.",
  unverified: "Unverified: anybody can type an e-mail.",
  changedMeanwhile: (value: string) => `Changed by somebody else meanwhile, to “${value}”`,
  clearedMeanwhile: "Cleared by somebody else meanwhile",
  keepMine: "Keep mine",
  takeTheirs: "Take theirs",
  keepMineOf: (field: string) => `Keep mine: ${field}`,
  takeTheirsOf: (field: string) => `Take theirs: ${field}`,
  chooseFirst: "Choose first what is to stand.",
  visitorDetails: "Details",
  deviceOf: "Device",
  earlierVisits: "Earlier visits",
  noEarlierVisits: "This is the first visit.",
  pagesSeen: (n: number) => plural(n, { one: "1 page", other: `${count.format(n)} pages` }),
};
