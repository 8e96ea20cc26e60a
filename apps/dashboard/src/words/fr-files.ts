import type { enFiles } from "./en-files.ts";
import type { UploadFaultWords } from "./error-words.ts";

const number = new Intl.NumberFormat("fr", { maximumFractionDigits: 1 });
const mb = (bytes: number) => Math.floor(bytes / 1024 / 1024);
const mp = (pixels: number) => Math.floor(pixels / 1_000_000);

export const frFiles: typeof enFiles = {
  attach: "Joindre un fichier",
  dropFiles: "Déposez les fichiers pour les envoyer",
  noFilesInNotes:
    "Une note ne contient pas de fichiers. Désactivez la note interne pour en envoyer au visiteur.",
  uploading: (percent) => `Envoi en cours, ${percent}\u202f%`,
  uploadOf: (name) => `Envoi de ${name}`,
  checkingFile: "Vérification…",
  cancelUpload: (name) => `Annuler l’envoi de ${name}`,
  openImage: "Ouvrir l’image",
  download: "Télécharger",
  closeImage: "Fermer l’image",
  fileGone: "Ce fichier n’est plus là.",
  fileKind: { pdf: "PDF", text: "Texte", image: "Image" },
  fileSize,
};

export const frUploadFaults: UploadFaultWords = {
  "file-too-large": ({ maxBytes }) =>
    `Le fichier dépasse ${mb(maxBytes)} Mo. Réduisez-le, ou partagez un lien.`,
  "file-type": ({ allowed }) =>
    `Ce type de fichier n’est pas accepté. Envoyez l’un de ceux-ci\u202f: ${allowed.join(", ")}.`,
  "file-mismatch": () =>
    "Le contenu ne correspond pas au nom. Vérifiez le fichier, ou enregistrez-le à nouveau dans le bon format.",
  "file-empty": () => "Le fichier est vide. Choisissez-en un autre.",
  "image-broken": () => "L’image est endommagée et illisible. Enregistrez-la à nouveau, puis joignez-la.",
  "image-too-large": ({ maxPixels }) =>
    `L’image dépasse ${mp(maxPixels)} mégapixels. Réduisez-la, puis joignez-la.`,
  "too-many-files": () =>
    "Cela fait beaucoup de fichiers à la fois. Attendez un peu avant d’en envoyer d’autres.",
  "upload-expired": () => "L’envoi a pris trop de temps. Réessayez.",
  "upload-incomplete": () => "L’envoi a été interrompu. Réessayez.",
  "upload-failed": () => "Le fichier n’est pas passé. Vérifiez votre connexion, puis réessayez.",
  "upload-lost": () => "La page a été rechargée pendant l’envoi. Joignez à nouveau le fichier.",
};

function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes}\u202fo`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)}\u202fko`;
  return `${number.format(bytes / 1_000_000)}\u202fMo`;
}
