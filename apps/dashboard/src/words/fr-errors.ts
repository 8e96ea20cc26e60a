import type { HttpErrorWords, RefusalWords } from "./error-words.ts";
import { frUploadFaults } from "./fr-files.ts";
import { listIn, pluralIn } from "./plural.ts";

const plural = pluralIn("fr");
const list = listIn("fr");

export const frRefusals: RefusalWords = {
  ...frUploadFaults,
  "already-open": () => "Ce visiteur est déjà dans un chat. Ouvrez-le depuis Visiteurs.",
  "already-served": ({ by }) =>
    `${list(by)} ${plural(by.length, { one: "s’occupe", other: "s’occupent" })} déjà de ce chat. Vous pouvez le lire.`,
  "not-waiting": () => "Ce chat n’attend plus de réponse. Écrivez pour le rejoindre.",
  "none-left": () => "Il ne reste aucune demande. Un collègue a été plus rapide.",
  "not-in-chat": () => "Vous n’êtes pas dans ce chat. Répondez à la demande avant d’écrire.",
  "no-chat": () => "Ce chat n’existe pas. Choisissez-en un autre.",
  "chat-ended": () =>
    "Ce chat est terminé. Écrivez au visiteur depuis Visiteurs pour en démarrer un nouveau.",
  "message-empty": () => "Le message est vide. Écrivez d’abord quelque chose.",
  "message-too-long": ({ maxLength }) =>
    `Le message dépasse ${maxLength.toLocaleString("fr")} caractères. Raccourcissez-le ou envoyez-le en plusieurs fois.`,
  "not-due": () => "Il est trop tôt pour cela. Réessayez plus tard.",
  "nothing-to-do": () => "C’est déjà fait.",
  "department-unavailable": () => "Ce service n’est plus disponible. Choisissez-en un autre.",
  "only-online-agent": () =>
    "Vous êtes le seul agent en ligne de ce service à pouvoir prendre ce chat. Choisissez un autre service, ou invitez un agent.",
  "department-offline": ({ mayGoOn }) =>
    mayGoOn
      ? "Personne n’est en ligne dans ce service. Le chat y attendrait que quelqu’un arrive."
      : "Personne n’est en ligne dans ce service. Choisissez-en un autre, ou invitez un agent.",
  "unknown-agent": () => "Aucun agent n’a cet e-mail. Vérifiez-le, ou choisissez dans la liste.",
  "agent-is-you": () => "C’est vous. Choisissez un collègue.",
  "agent-offline": ({ name }) => `${name} n’est pas connecté. Choisissez quelqu’un qui l’est, ou un service.`,
  "agent-already-in": ({ name }) => `${name} est déjà dans ce chat.`,
  "agent-already-invited": ({ name }) => `${name} est déjà invité. Attendez sa réponse.`,
  "not-invited": () => "Cette invitation n’est plus valable. Le chat a été repris ou a avancé.",
  "rating-off": () =>
    "L’évaluation du chat n’est pas activée. Un administrateur peut l’activer dans les paramètres.",
  "not-served-yet": () => "Personne n’a encore répondu dans ce chat\u202f: il n’y a rien à évaluer.",
  "not-rated": () => "Il n’y a pas d’évaluation à commenter. Évaluez d’abord le chat.",
  "bad-tag": ({ maxLength }) => `Un tag est sans espaces et compte au plus ${maxLength} caractères.`,
  "file-not-found": () => "Ce fichier n’est pas sur le serveur. Joignez-le à nouveau.",
  "details-changed": () =>
    "Quelqu’un d’autre a modifié ces coordonnées entre-temps. Comparez, et choisissez ce qui doit rester.",
  "bad-email": () => "Ce n’est pas une adresse e-mail. Écrivez-la comme marie@example.com.",
  "detail-too-long": ({ maxLength }) => `Utilisez au plus ${maxLength.toLocaleString("fr")} caractères.`,
  "not-found": () => "Ceci n’est plus là. Le visiteur a peut-être quitté le site.",
  "too-many-transcripts": () =>
    "La transcription a déjà été envoyée plusieurs fois. Réessayez dans une heure.",
  defect: () =>
    "Une erreur s’est produite sur le serveur. Réessayez\u202f; si elle persiste, son journal dit pourquoi.",
  "slow-down": () => "C’était trop rapide. Attendez un instant, puis réessayez.",
};

export const frHttpErrors: HttpErrorWords = {
  invalid: () => "Quelque chose ne va pas dans le formulaire. Vérifiez les champs et réessayez.",
  "wrong-credentials": () => "L’e-mail ou le mot de passe est incorrect. Vérifiez les deux et réessayez.",
  "too-many-attempts": (tryAgain) =>
    tryAgain
      ? `Trop d’essais. Réessayez à ${tryAgain.at} (dans ${tryAgain.minutes} ${plural(tryAgain.minutes, { one: "minute", other: "minutes" })}).`
      : "Trop d’essais. Attendez quelques minutes, puis réessayez.",
  unauthorised: () => "Vous êtes déconnecté. Connectez-vous et réessayez.",
  forbidden: () => "Vous n’avez pas le droit de faire cela. Demandez au propriétaire du compte.",
  "not-found": () => "Le serveur ne connaît pas cette page. Rechargez et réessayez.",
  conflict: () => "Quelqu’un l’a déjà fait. Rechargez la page.",
  "wrong-code": () => "Le code est incorrect. Il s’affiche là où le serveur a été démarré.",
  "took-too-long": () => "C’était trop long. Choisissez une période plus courte, puis réessayez.",
  unavailable: () => "Le serveur n’est pas prêt. Réessayez dans un instant.",
  defect: () =>
    "Une erreur est survenue sur le serveur. Réessayez\u202f; si elle persiste, consultez son journal.",
  unreachable: () => "Le serveur ne répond pas. Vérifiez votre connexion et réessayez.",
};
