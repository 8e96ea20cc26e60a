import {
  agent,
  ana,
  ben,
  changeTags,
  commented,
  detailsUpdated,
  leaveOfflineMessage,
  offlineMessageLeft,
  offlineMessageRead,
  rateChat,
  rated,
  ratingRemoved,
  ratingRequested,
  readOfflineMessage,
  recordContactDetails,
  requestRating,
  submitComment,
  tagged,
  visitor,
} from "./builders.ts";
import { everywhere, nowhere, type RowsOf } from "./outcomes.ts";

const enabled = { isRatingEnabled: true };
const noChat = everywhere("no-chat");

export const rating: RowsOf<"RequestRating" | "RateChat" | "SubmitComment"> = {
  RequestRating: [
    {
      who: "by Ana",
      command: requestRating(ana),
      facts: enabled,
      ...nowhere,
      served: [ratingRequested(ana)],
    },
    { who: "by Ben", command: requestRating(ben), facts: enabled, ...nowhere },
    { who: "while rating is off", command: requestRating(ana), ...everywhere("rating-off") },
  ],
  RateChat: [
    {
      who: "by the visitor",
      command: rateChat("good"),
      facts: enabled,
      ...noChat,
      waiting: "not-served-yet",
      served: [rated("good")],
      unattended: [rated("good")],
      ended: [rated("good")],
    },
    {
      who: "back by the visitor",
      command: rateChat(null),
      facts: enabled,
      context: [rated("good")],
      ...noChat,
      waiting: "not-served-yet",
      served: [ratingRemoved],
      unattended: [ratingRemoved],
      ended: [ratingRemoved],
    },
    { who: "while rating is off", command: rateChat("good"), ...everywhere("rating-off") },
  ],
  SubmitComment: [
    {
      who: "by the visitor",
      command: submitComment("Thanks"),
      facts: enabled,
      context: [rated("good")],
      ...noChat,
      waiting: [commented("Thanks")],
      served: [commented("Thanks")],
      unattended: [commented("Thanks")],
      ended: [commented("Thanks")],
    },
    {
      who: "without a rating",
      command: submitComment("Thanks"),
      facts: enabled,
      ...noChat,
      waiting: "not-rated",
      served: "not-rated",
      unattended: "not-rated",
      ended: "not-rated",
    },
    { who: "while rating is off", command: submitComment("Thanks"), ...everywhere("rating-off") },
  ],
};

export const details: RowsOf<"ChangeTags" | "RecordContactDetails"> = {
  ChangeTags: [
    {
      who: "by Ben",
      command: changeTags(ben, ["vip"]),
      ...noChat,
      waiting: [tagged(ben, "vip")],
      served: [tagged(ben, "vip")],
      unattended: [tagged(ben, "vip")],
      ended: [tagged(ben, "vip")],
    },
  ],
  RecordContactDetails: [visitor, agent(ben)].map((by) => ({
    who: by === visitor ? "by the visitor" : "by Ben",
    command: recordContactDetails(by, ["email"]),
    ...noChat,
    waiting: [detailsUpdated(by, ["email"])],
    served: [detailsUpdated(by, ["email"])],
    unattended: [detailsUpdated(by, ["email"])],
    ended: [detailsUpdated(by, ["email"])],
  })),
};

export const offline: RowsOf<"LeaveOfflineMessage" | "ReadOfflineMessage"> = {
  LeaveOfflineMessage: [
    {
      who: "by the visitor",
      command: leaveOfflineMessage(),
      ...everywhere("already-open"),
      "not-started": [offlineMessageLeft],
    },
  ],
  ReadOfflineMessage: [
    {
      who: "by Ben",
      command: readOfflineMessage(ben),
      ...everywhere("nothing-to-do"),
      "offline-message": [offlineMessageRead(ben)],
    },
    {
      who: "a second time",
      command: readOfflineMessage(ana),
      context: [offlineMessageRead(ben)],
      ...everywhere("nothing-to-do"),
    },
  ],
};
