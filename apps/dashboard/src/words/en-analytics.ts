import { pluralIn } from "./plural.ts";

const plural = pluralIn("en");
const count = new Intl.NumberFormat("en");

export const enAnalytics = {
  satisfaction: "Satisfaction",
  period: "Period",
  periods: { today: "Today", "7d": "7 days", "30d": "30 days", custom: "Custom" },
  from: "From",
  to: "To",
  chooseDays: "Choose the first and the last day.",
  wrongDays: "The last day must not be before the first, and a year is the most.",
  share: (share: string) => `${share} good`,
  rated: (n: number) => plural(n, { one: "1 rated chat", other: `${count.format(n)} rated chats` }),
  meaning: "Good ratings out of all. Of each chat the last rating counts, on the day on which it was given.",
  trend: "Ratings by day",
  weeks: "Ratings by week",
  day: "Day",
  week: "Week",
  asTable: "Show the figures",
  byAgent: "By agent",
  byAgentHint: "A chat with several agents counts for each of them, and once in the total.",
  byDepartment: "By department",
  agent: "Agent",
  department: "Department",
  noDepartment: "No department",
  formerAgent: "A former agent",
  formerDepartment: "A former department",
  chats: "Rated chats",
  comments: "Comments",
  noComments: "No comments in this period.",
  openChat: (visitor: string) => `Chat with ${visitor}`,
  moreComments: "Show more comments",
  nothingRated: "No ratings in this period",
  nothingRatedHint: "They appear here as soon as visitors rate. In a chat, Request rating asks for one.",
  off: "Chat rating is not enabled",
  offHint: "Visitors cannot rate their chats until it is. Nothing that was rated before is lost.",
  offAdministrator: "Enable chat rating in Settings",
  offAgent: "Ask an administrator to enable it in Settings.",
};

export type AnalyticsWords = { [Key in keyof typeof enAnalytics]: (typeof enAnalytics)[Key] };
