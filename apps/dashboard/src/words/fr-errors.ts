import type { HttpErrorWords, RefusalWords } from "./error-words.ts";
import { listIn, pluralIn } from "./plural.ts";

const plural = pluralIn("fr");
const list = listIn("fr");

export const frRefusals: RefusalWords = {
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
  "not-found": () => "Ceci n’est plus là. Le visiteur a peut-être quitté le site.",
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
  unavailable: () => "Le serveur n’est pas prêt. Réessayez dans un instant.",
  defect: () =>
    "Une erreur est survenue sur le serveur. Réessayez\u202f; si elle persiste, consultez son journal.",
  unreachable: () => "Le serveur ne répond pas. Vérifiez votre connexion et réessayez.",
};
