import type { enDetails } from "./en-details.ts";
import { pluralIn } from "./plural.ts";

const plural = pluralIn("fr");
const count = new Intl.NumberFormat("fr");

export const frDetails: typeof enDetails = {
  notes: "Notes",
  save: "Enregistrer",
  saving: "Enregistrement…",
  saved: "Enregistré",
  savedWhenBack: "Enregistré dès que la connexion revient.",
  notesHint: "Seuls les agents voient les notes.",
  tagsHint: "Séparez les tags par des espaces.",
  unverified: "Non vérifié\u202f: n’importe qui peut saisir un e-mail.",
  changedMeanwhile: (value) => `Modifié entre-temps par quelqu’un d’autre\u202f: «\u202f${value}\u202f»`,
  clearedMeanwhile: "Effacé entre-temps par quelqu’un d’autre",
  keepMine: "Garder le mien",
  takeTheirs: "Prendre l’autre",
  keepMineOf: (field) => `Garder le mien\u202f: ${field}`,
  takeTheirsOf: (field) => `Prendre l’autre\u202f: ${field}`,
  chooseFirst: "Choisissez d’abord ce qui doit rester.",
  visitorDetails: "Coordonnées",
  deviceOf: "Appareil",
  earlierVisits: "Visites précédentes",
  noEarlierVisits: "C’est la première visite.",
  pagesSeen: (n) => plural(n, { one: `${count.format(n)} page`, other: `${count.format(n)} pages` }),
};
