import type { RefusalOfCommand, UploadFault } from "@causerie/client";
import type { Language } from "./language.ts";

/** Loaded with the panel, in both languages: a page that never opens it need not carry them. */
type FileWords = {
  uploading: string;
  checking: string;
  cancel: string;
  open: string;
  download: string;
  closeImage: string;
  gone: string;
  drop: string;
  units: [bytes: string, kilo: string, mega: string];
  faults: Record<UploadFault["reason"] | "file-not-found", string>;
};

/** What stands in braces is put in by `fileFault` and by whoever shows it. */
export const fileWords: Record<Language, FileWords> = {
  en: {
    uploading: "Uploading, {percent}%",
    checking: "Checking…",
    cancel: "Cancel the upload of {name}",
    open: "Open the image",
    download: "Download",
    closeImage: "Close the image",
    gone: "This file is not here any more.",
    drop: "Drop the files to send them",
    units: ["{n} B", "{n} kB", "{n} MB"],
    faults: {
      "file-too-large": "The file is larger than {limit} MB: make it smaller.",
      "file-type": "Files of this type are not accepted. Send one of these: {allowed}.",
      "file-mismatch": "The content is not what the name says: save it again in the right format.",
      "file-empty": "The file is empty: choose another one.",
      "image-broken": "The image is damaged: save it again, then attach it.",
      "image-too-large": "The image has more than {limit} megapixels: make it smaller.",
      "too-many-files": "Too many files at once: wait a while, then try again.",
      "upload-expired": "The upload took too long: try again.",
      "upload-incomplete": "The upload was cut off: try again.",
      "upload-failed": "The file did not get through. Check your connection, then try again.",
      "upload-lost": "The page was left during the upload: attach the file again.",
      "file-not-found": "The file is not with us any more: attach it again.",
    },
  },
  fr: {
    uploading: "Envoi en cours, {percent}\u202f%",
    checking: "Vérification…",
    cancel: "Annuler l’envoi de {name}",
    open: "Ouvrir l’image",
    download: "Télécharger",
    closeImage: "Fermer l’image",
    gone: "Ce fichier n’est plus là.",
    drop: "Déposez les fichiers pour les envoyer",
    units: ["{n}\u202fo", "{n}\u202fko", "{n}\u202fMo"],
    faults: {
      "file-too-large": "Le fichier dépasse {limit} Mo\u202f: réduisez-le.",
      "file-type": "Ce type de fichier n’est pas accepté. Envoyez l’un de ceux-ci\u202f: {allowed}.",
      "file-mismatch":
        "Le contenu ne correspond pas au nom\u202f: enregistrez le fichier dans le bon format.",
      "file-empty": "Le fichier est vide\u202f: choisissez-en un autre.",
      "image-broken": "L’image est endommagée\u202f: enregistrez-la à nouveau, puis joignez-la.",
      "image-too-large": "L’image dépasse {limit} mégapixels\u202f: réduisez-la.",
      "too-many-files": "Trop de fichiers à la fois\u202f: attendez un peu, puis réessayez.",
      "upload-expired": "L’envoi a pris trop de temps\u202f: réessayez.",
      "upload-incomplete": "L’envoi a été interrompu\u202f: réessayez.",
      "upload-failed": "Le fichier n’est pas passé. Vérifiez votre connexion, puis réessayez.",
      "upload-lost": "La page a été quittée pendant l’envoi\u202f: joignez à nouveau le fichier.",
      "file-not-found": "Nous n’avons plus ce fichier\u202f: joignez-le à nouveau.",
    },
  },
};

/** null: it is not about a file. */
export function fileFault(language: Language, refusal: RefusalOfCommand): string | null {
  const faults: Partial<Record<RefusalOfCommand["reason"], string>> = fileWords[language].faults;
  const text = faults[refusal.reason];
  if (text === undefined) return null;
  switch (refusal.reason) {
    case "file-too-large":
      return text.replace("{limit}", String(Math.floor(refusal.maxBytes / 1024 / 1024)));
    case "image-too-large":
      return text.replace("{limit}", String(Math.floor(refusal.maxPixels / 1_000_000)));
    case "file-type":
      return text.replace("{allowed}", refusal.allowed.join(", "));
    default:
      return text;
  }
}

export function fileSize(language: Language, locale: string, bytes: number): string {
  const [unit, amount] = bytes < 1000 ? [0, bytes] : bytes < 1_000_000 ? [1, bytes / 1000] : [2, bytes / 1e6];
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: unit === 2 ? 1 : 0 });
  return fileWords[language].units[unit]?.replace("{n}", number.format(amount)) ?? "";
}
