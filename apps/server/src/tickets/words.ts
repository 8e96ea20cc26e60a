import type { MailLanguage } from "./language.ts";

/** The words of mails. French has a narrow no-break space (U+202F) before ? ! : ; */
const en = {
  locale: "en-GB",
  someone: "Visitor",
  hello: (name: string) => (name ? `Hello ${name},` : "Hello,"),
  created: (number: number) => `we have received your request. Its number is #${number}.`,
  solved: (number: number) => `your request #${number} has been marked as solved.`,
  answer: "To add something, answer this e-mail.",
  subjectOf: (number: number, subject: string) => `[#${number}] ${subject}`,
  request: "Your request",
  conversationIn: (zone: string) => `Conversation (times in ${zone})`,
  named: (name: string, value: string) => `${name}: ${value}`,
  forDesk: (number: number, agent: string | null) =>
    agent ? `${agent} made ticket #${number} from a chat.` : `Ticket #${number} was made from a chat.`,
  requester: "Requester",
  department: "Department",
  tags: "Tags",
  description: "Description",
  transcriptSubject: (account: string) => `Your conversation with ${account}`,
  transcript: (account: string) =>
    `here is the transcript of the conversation with ${account}, as asked for in the chat.`,
  notAsked: "If you did not ask for it, somebody mistyped their address: you need not do anything.",
  offlineSubject: (name: string) => (name ? `Message from ${name}` : "Message from a visitor"),
  offline: "A visitor left this message while nobody was online.",
  noAddress: "No e-mail address was given: this message cannot be answered by e-mail.",
  phone: "Phone",
  email: "E-mail",
  line: {
    beginningLeftOut: "The beginning of this long conversation is left out.",
    started: "Chat started",
    joined: (name: string) => `${name} joined the chat`,
    left: (name: string) => `${name} left the chat`,
    disconnected: (name: string) => `${name} was disconnected`,
    ended: "Chat ended",
    transferred: (department: string) => `Chat transferred to ${department}`,
    ratingRequested: "Rating requested",
    rated: { good: "Chat rated Good", bad: "Chat rated Bad" },
    ratingRemoved: "Rating removed",
    comment: (text: string) => `Comment submitted: ${text}`,
    details: "Contact details updated",
    file: (name: string) => `[File: ${name}]`,
  },
};

type MailWords = { [Key in keyof typeof en]: (typeof en)[Key] };

const fr: MailWords = {
  locale: "fr-FR",
  someone: "Visiteur",
  hello: (name) => (name ? `Bonjour ${name},` : "Bonjour,"),
  created: (number) => `nous avons bien reçu votre demande. Elle porte le numéro ${number}.`,
  solved: (number) => `votre demande nº\u00a0${number} est maintenant résolue.`,
  answer: "Pour ajouter quelque chose, répondez à cet e-mail.",
  subjectOf: (number, subject) => `[#${number}] ${subject}`,
  request: "Votre demande",
  conversationIn: (zone) => `Conversation (heures\u202f: ${zone})`,
  named: (name, value) => `${name}\u202f: ${value}`,
  forDesk: (number, agent) =>
    agent
      ? `${agent} a créé le ticket nº\u00a0${number} à partir d’un chat.`
      : `Le ticket nº\u00a0${number} a été créé à partir d’un chat.`,
  requester: "Demandeur",
  department: "Service",
  tags: "Tags",
  description: "Description",
  transcriptSubject: (account) => `Votre conversation avec ${account}`,
  transcript: (account) =>
    `voici la transcription de la conversation avec ${account}, demandée dans le chat.`,
  notAsked:
    "Si vous ne l’avez pas demandée, quelqu’un s’est trompé d’adresse\u202f: vous n’avez rien à faire.",
  offlineSubject: (name) => (name ? `Message de ${name}` : "Message d’un visiteur"),
  offline: "Un visiteur a laissé ce message alors que personne n’était en ligne.",
  noAddress: "Aucune adresse e-mail n’a été indiquée\u202f: il n’est pas possible d’y répondre par e-mail.",
  phone: "Téléphone",
  email: "E-mail",
  line: {
    beginningLeftOut: "Le début de cette longue conversation n’est pas repris.",
    started: "Chat démarré",
    joined: (name) => `${name} a rejoint le chat`,
    left: (name) => `${name} a quitté le chat`,
    disconnected: (name) => `${name} a été déconnecté`,
    ended: "Chat terminé",
    transferred: (department) => `Chat transféré à ${department}`,
    ratingRequested: "Évaluation demandée",
    rated: { good: "Chat évalué Bien", bad: "Chat évalué Mauvais" },
    ratingRemoved: "Évaluation supprimée",
    comment: (text) => `Commentaire envoyé\u202f: ${text}`,
    details: "Coordonnées mises à jour",
    file: (name) => `[Fichier\u202f: ${name}]`,
  },
};

const catalogues: Record<MailLanguage, MailWords> = { en, fr };

export function mailWords(language: MailLanguage): MailWords {
  return catalogues[language];
}
export type { MailWords };
