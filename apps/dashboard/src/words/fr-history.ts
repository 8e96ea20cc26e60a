import type { enHistory } from "./en-history.ts";
import { pluralIn } from "./plural.ts";

const plural = pluralIn("fr");
const count = new Intl.NumberFormat("fr");

export const frHistory: typeof enHistory = {
  history: "Historique",
  historyKind: { all: "Tout", chats: "Chats", messages: "Messages hors ligne", unread: "Non lus" },
  historyFilters: "Filtres",
  unreadMessages: (n) =>
    plural(n, {
      one: `${count.format(n)} message hors ligne non lu`,
      other: `${count.format(n)} messages hors ligne non lus`,
    }),
  from: "Du",
  until: "Au",
  agent: "Agent",
  department: "Service",
  rating: "Évaluation",
  tag: "Tag",
  tags: "Tags",
  anyAgent: "Tous les agents",
  anyDepartment: "Tous les services",
  anyRating: "Toutes",
  started: "Début",
  duration: "Durée",
  firstLine: "Premier message",
  agents: "Agents",
  offlineMessage: "Message hors ligne",
  unreadMark: "Non lu",
  historyEmpty: "Rien pour l’instant",
  historyEmptyHint:
    "Les chats apparaissent ici quand ils sont terminés, ainsi que les messages laissés quand personne n’est en ligne.",
  nothingFiltered: "Rien ne correspond aux filtres",
  nothingFilteredHint: "Choisissez d’autres dates, ou effacez les filtres.",
  historyFailed: "L’historique n’a pas pu être lu",
  pastChats: "Chats précédents",
  noPastChats: "Aucun chat précédent",
  noPastChatsHint: "Quand ce chat sera terminé et que le visiteur reviendra, il apparaîtra ici.",
  claimedEmail: "Même e-mail, non vérifié",
  claimedEmailHint: "Quelqu’un d’autre a pu saisir cette adresse.",
  transcriptOf: (date) => `Transcription du ${date}`,
  backToPastChats: "Retour aux chats précédents",
  openInRoom: "Ouvrir seul",
  loadMore: "Afficher les chats plus anciens",
  nothingWritten: "Rien n’a été écrit",
  replySubject: "Votre message",
  replyByEmail: "Répondre par e-mail",
  noEmailToReply: "Aucun e-mail n’a été laissé\u202f: il n’y a pas moyen de répondre.",
};
