import Type, { type Static } from "typebox";

const Text = Type.String({
  maxLength: 60_000,
  description: "Refused past 10,000 characters with a clear reason [CH15]",
});
const ChatIdField = Type.String({ minLength: 1, maxLength: 64 });
const Id = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const Tags = Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 100 });
const AgentIds = Type.Array(Id, { minItems: 1, maxItems: 100 });
const FileIdField = Type.String({ minLength: 1, maxLength: 64 });
/** What the editor saw, and what they want there [DE1]. The domain judges lengths and shapes, with a clear reason. */
const DetailChange = Type.Object({
  from: Type.String({ maxLength: 30_000 }),
  to: Type.String({ maxLength: 30_000 }),
});
const ownDetails = {
  name: Type.Optional(DetailChange),
  email: Type.Optional(DetailChange),
  phone: Type.Optional(DetailChange),
};
export const RatingField = Type.Union([Type.Literal("good"), Type.Literal("bad")]);

/** What a visitor may ask. A message names no chat: it joins the open one or starts one [CH1] [CH2]. */
export const VisitorCommand = Type.Union([
  Type.Object({ type: Type.Literal("SendMessage"), text: Text }),
  /** [FI6] A stored file, said as a message is. */
  Type.Object({ type: Type.Literal("SendFile"), fileId: FileIdField }),
  Type.Object({ type: Type.Literal("EndChat"), chatId: ChatIdField }),
  /** [RA2] Null takes the rating back. */
  Type.Object({
    type: Type.Literal("RateChat"),
    chatId: ChatIdField,
    rating: Type.Union([RatingField, Type.Null()]),
  }),
  Type.Object({ type: Type.Literal("SubmitComment"), chatId: ChatIdField, comment: Text }),
  /** [ST6] The domain judges name and e-mail, with a clear reason. */
  Type.Object({
    type: Type.Literal("LeaveOfflineMessage"),
    name: Type.String({ maxLength: 30_000 }),
    email: Type.String({ maxLength: 30_000 }),
    departmentId: Type.Union([Id, Type.Null()]),
    text: Text,
  }),
  /** [DE5] */
  Type.Object({ type: Type.Literal("EditMyDetails"), changes: Type.Object(ownDetails) }),
  /** [MA8] `language`: that of the widget, as "fr". The domain judges the address, with a clear reason. */
  Type.Object({
    type: Type.Literal("MailTranscript"),
    chatId: ChatIdField,
    email: Type.String({ maxLength: 30_000 }),
    language: Type.String({ maxLength: 35 }),
  }),
]);
export type VisitorCommand = Static<typeof VisitorCommand>;

/** What an agent may ask. */
export const AgentCommand = Type.Union([
  Type.Object({ type: Type.Literal("ServeNext") }),
  Type.Object({ type: Type.Literal("ServeChat"), chatId: ChatIdField }),
  Type.Object({
    type: Type.Literal("StartChat"),
    visitorId: Type.String({ minLength: 1, maxLength: 64 }),
    text: Text,
  }),
  Type.Object({ type: Type.Literal("SendMessage"), chatId: ChatIdField, text: Text }),
  /** [FI6] In a chat that the agent is in, a visitor's or the colleagues'. */
  Type.Object({ type: Type.Literal("SendFile"), chatId: ChatIdField, fileId: FileIdField }),
  /** As StartChat, with a file for a text. */
  Type.Object({
    type: Type.Literal("StartChatWithFile"),
    visitorId: Type.String({ minLength: 1, maxLength: 64 }),
    fileId: FileIdField,
  }),
  Type.Object({ type: Type.Literal("LeaveChat"), chatId: ChatIdField }),
  Type.Object({ type: Type.Literal("EndChat"), chatId: ChatIdField }),
  /** [NO1] */
  Type.Object({ type: Type.Literal("WriteNote"), chatId: ChatIdField, text: Text }),
  /** [TR1] */
  Type.Object({
    type: Type.Literal("TransferToDepartment"),
    chatId: ChatIdField,
    departmentId: Id,
    remark: Text,
    evenIfOffline: Type.Boolean(),
  }),
  /** [IN1] [IN3] By e-mail, as the dialog asks for it. */
  Type.Object({
    type: Type.Literal("InviteAgent"),
    chatId: ChatIdField,
    email: Type.String({ maxLength: 254 }),
    andLeave: Type.Boolean(),
  }),
  Type.Object({ type: Type.Literal("AcceptInvitation"), chatId: ChatIdField }),
  Type.Object({ type: Type.Literal("DeclineInvitation"), chatId: ChatIdField }),
  /** [RA4] */
  Type.Object({ type: Type.Literal("RequestRating"), chatId: ChatIdField }),
  /** [TE1] With these colleagues; of two there is one chat, which is the answer if it is there already. */
  Type.Object({ type: Type.Literal("StartTeamChat"), agentIds: AgentIds }),
  /** [TE4] */
  Type.Object({ type: Type.Literal("AddTeamMembers"), chatId: ChatIdField, agentIds: AgentIds }),
  /** [DE4] */
  Type.Object({ type: Type.Literal("ChangeTags"), chatId: ChatIdField, add: Tags, remove: Tags }),
  /** [DE1] */
  Type.Object({
    type: Type.Literal("EditVisitor"),
    visitorId: Type.String({ minLength: 1, maxLength: 64 }),
    changes: Type.Object({ ...ownDetails, notes: Type.Optional(DetailChange) }),
  }),
  /** [HI2] */
  Type.Object({ type: Type.Literal("ReadOfflineMessage"), chatId: ChatIdField }),
]);
export type AgentCommand = Static<typeof AgentCommand>;
