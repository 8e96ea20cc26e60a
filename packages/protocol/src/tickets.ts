import type { RecordedVisitorEvent } from "@causerie/domain";
import Type, { type Static } from "typebox";

const Id = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
/** One address and nothing else: it stands in the header of a mail. */
const EMAIL = '^[^\\s@<>()\\[\\]\\\\,;:"]+@[^\\s@<>()\\[\\]\\\\,;:"]+\\.[^\\s@<>()\\[\\]\\\\,;:"]+$';

export const TicketStatus = Type.Union([Type.Literal("open"), Type.Literal("solved")]);
export type TicketStatus = Static<typeof TicketStatus>;

/** `POST /dashboard-api/tickets`. `id`: made by the client; sent again, it gives the ticket of the first time. */
export const NewTicket = Type.Object({
  id: Type.String({ minLength: 8, maxLength: 64, pattern: "^[A-Za-z0-9_-]+$" }),
  chatId: Type.String({ minLength: 1, maxLength: 64 }),
  requester: Type.Object({
    name: Type.String({ maxLength: 100 }),
    email: Type.String({ maxLength: 254, pattern: EMAIL }),
  }),
  subject: Type.String({ minLength: 1, maxLength: 200, pattern: "\\S" }),
  description: Type.String({ maxLength: 20_000 }),
  departmentId: Type.Union([Id, Type.Null()]),
  tags: Type.Array(Type.String({ minLength: 1, maxLength: 140, pattern: "^\\S+$" }), { maxItems: 100 }),
});
export type NewTicket = Static<typeof NewTicket>;

/** `GET /dashboard-api/tickets`. `q`: subject, requester or number. `before`: numbers below it, the next page. */
export const TicketsQuery = Type.Object({
  status: Type.Optional(Type.Union([TicketStatus, Type.Literal("all")])),
  department: Type.Optional(Id),
  q: Type.Optional(Type.String({ maxLength: 200 })),
  before: Type.Optional(Id),
});
export type TicketsQuery = Static<typeof TicketsQuery>;

export const TicketPath = Type.Object({ number: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) });
export const TicketChatPath = Type.Object({ chatId: Type.String({ minLength: 1, maxLength: 64 }) });
/** `PUT /dashboard-api/tickets/:number/status` */
export const TicketStatusChange = Type.Object({ status: TicketStatus });

/** Why a mail did not go yet, or not at all (apps/server/src/platform/mail/mail.ts). */
export type TicketMailFault = "unreachable" | "sign-in" | "recipient" | "refused";
/** `fault` with `owed`: it is tried again by itself. */
export type TicketMail = {
  kind: "ticket-created" | "ticket-solved" | "ticket-for-desk";
  state: "owed" | "sent" | "failed";
  fault: TicketMailFault | null;
  /** When it was sent, else since when it is owed. */
  at: number;
};
/** The worst of a ticket's mails; `none`: no mail is set up, or was not when it was made. */
export type TicketMailState = "none" | "owed" | "sent" | "failed";

export type TicketRow = {
  number: number;
  /** Null when it was deleted since. */
  chatId: string | null;
  subject: string;
  requester: { name: string; email: string };
  departmentId: number | null;
  tags: string[];
  status: TicketStatus;
  createdAt: number;
  mailState: TicketMailState;
};

/** `GET /dashboard-api/tickets`: the latest first. `more`: there are older ones. */
export type TicketList = { tickets: TicketRow[]; more: boolean };

/** `GET /dashboard-api/tickets/:number`, and the answer to whatever changes one. */
export type Ticket = TicketRow & {
  description: string;
  visitorId: string | null;
  createdBy: string | null;
  solvedAt: number | null;
  mails: TicketMail[];
  /** Mail is set up now. */
  canMail: boolean;
  /** The chat as it was when the ticket was made, as the requester may see it. */
  transcript: RecordedVisitorEvent[];
  /** false: that is the end of a longer one [TI12]. */
  isTranscriptWhole: boolean;
};

/** `GET /dashboard-api/chats/:chatId/ticket-proposal`: what a ticket of this chat would say. */
export type TicketProposal = {
  /** What the visitor's details say; null is not known. `number`: of *Visitor 12345678*. */
  requester: { name: string | null; email: string | null; number: number };
  subject: string;
  description: string;
  departmentId: number | null;
  tags: string[];
  canMail: boolean;
};

/** `GET /dashboard-api/chats/:chatId/tickets`: those made of it, the first one first. */
export type TicketsOfChat = { tickets: { number: number; subject: string; status: TicketStatus }[] };
