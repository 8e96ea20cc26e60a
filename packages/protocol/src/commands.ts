import Type, { type Static } from "typebox";

const Text = Type.String({
  maxLength: 60_000,
  description: "Refused past 10,000 characters with a clear reason [CH15]",
});
const ChatIdField = Type.String({ minLength: 1, maxLength: 64 });

/** What a visitor may ask. A message names no chat: it joins the open one or starts one [CH1] [CH2]. */
export const VisitorCommand = Type.Union([
  Type.Object({ type: Type.Literal("SendMessage"), text: Text }),
  Type.Object({ type: Type.Literal("EndChat"), chatId: ChatIdField }),
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
  Type.Object({ type: Type.Literal("LeaveChat"), chatId: ChatIdField }),
  Type.Object({ type: Type.Literal("EndChat"), chatId: ChatIdField }),
]);
export type AgentCommand = Static<typeof AgentCommand>;
