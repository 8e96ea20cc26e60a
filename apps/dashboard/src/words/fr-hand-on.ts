import type { enHandOn } from "./en-hand-on.ts";
import { listIn, pluralIn } from "./plural.ts";

const plural = pluralIn("fr");
const list = listIn("fr");

export const frHandOn: typeof enHandOn = {
  actions: "Actions",
  inviteOrTransfer: "Inviter un agent/Transférer à un agent",
  transferToDepartment: "Transférer à un service",
  exportTranscript: "Exporter la transcription",
  saidBy: (name, text) => `${name}\u202f: ${text}`,

  agentEmail: "E-mail de l’agent",
  agentEmailHint: "Saisissez un nom ou un e-mail.",
  agentEmailMissing: "Saisissez l’e-mail d’un collègue, ou choisissez-le dans la liste.",
  inviteExplained:
    "Inviter\u202f: vous restez dans le chat. Transférer et quitter\u202f: le chat est à votre collègue, et vous le quittez.",
  transferAndLeave: "Transférer et quitter",
  invite: "Inviter",
  notConnected: "Non connecté",
  inThisChat: "Dans ce chat",
  isInvited: "Invité",

  keptFromMe: (n) =>
    `Vous avez transféré ${plural(n, { one: "1 demande qui attend", other: `${n} demandes qui attendent` })}. Personne d’autre n’est en ligne pour y répondre.`,

  department: "Service",
  departmentPlaceholder: "Choisissez un service",
  departmentMissing: "Choisissez le service auquel confier le chat.",
  noSuchDepartment: "Aucun service ne correspond",
  onlineInIt: (names) =>
    plural(names.length, { one: `${list(names)} est en ligne`, other: `${list(names)} sont en ligne` }),
  manyOnline: (first, more) =>
    plural(more, {
      one: `${first.join(", ")} et ${more} autre sont en ligne`,
      other: `${first.join(", ")} et ${more} autres sont en ligne`,
    }),
  nobodyOnline: "Personne n’est en ligne",
  onlyYouOnline: "Vous seul êtes en ligne",
  remark: "Remarque pour le prochain agent",
  remarkHint: "Seuls les agents la voient, jamais le visiteur.",
  transfer: "Transférer",
  transferAnyway: "Transférer quand même",
  transferQueued: "Le chat passe à la fin de la file d’attente, et vous le quittez.",
  noDepartments: "Il n’y a aucun service auquel transférer",
  noDepartmentsHint: "Un administrateur crée les services dans les Paramètres.",
  noDepartmentsHintAdmin: "Créez des services, et dites qui y travaille.",
  toSettings: "Ouvrir les Paramètres",
  offlineNow: "La connexion est perdue. Réessayez dès qu’elle est rétablie\u202f; rien n’a été envoyé.",

  open: "Ouvrir",
  decline: "Refuser",
  invitesYou: (name) => `${name} vous invite`,
  handsYou: (name) => `${name} vous confie ce chat`,
  invitesYouTo: (name, visitor) => `${name} vous invite dans le chat avec ${visitor}`,
  handsYouOver: (name, visitor) => `${name} vous confie le chat avec ${visitor}`,
  readBefore: "Vous pouvez tout lire avant de l’ouvrir.",
  invitations: (n) => plural(n, { one: `${n} invitation`, other: `${n} invitations` }),
  waitsFor: (name) => `En attente de ${name}`,
  waitsForTitle: (name) => `Le chat a été confié à ${name}, qui ne l’a pas encore ouvert`,
  pendingGuest: (name) => `${name} est invité`,
  yourInvitation: {
    lapsed: "Vous n’avez pas ouvert le chat à temps. Il est de retour dans la file d’attente.",
    disconnected: "Vous avez été déconnecté\u202f: l’invitation n’est plus valable.",
    transferred: (department) =>
      `L’invitation n’est plus valable\u202f: le chat a été transféré à ${department}.`,
    ended: "L’invitation n’est plus valable\u202f: le chat est terminé.",
  },

  privateNote: "Note interne",
  notePreview: (text) => `Note\u202f: ${text}`,
  notePlaceholder: "Écrivez une note que seuls les agents verront…",
  noteHint: "Seuls les agents voient ceci",
  sendNote: "Enregistrer la note",
  remarkOf: (name) => `Remarque de ${name} pour le prochain agent`,
};
