import type { enVisitors } from "./en-visitors.ts";
import { pluralIn } from "./plural.ts";

const plural = pluralIn("fr");
const count = new Intl.NumberFormat("fr");

export const frVisitors: typeof enVisitors = {
  list: "Liste",
  visual: "Visuel",
  searchVisitors: "Rechercher des visiteurs",
  column: {
    visitor: "Visiteur",
    status: "Statut",
    online: "En ligne",
    message: "Message",
    viewing: "Page vue",
    cart: "Panier",
    place: "Lieu",
    visits: "Visites",
    chats: "Chats",
    referrer: "Provenance",
    agent: "Servi par",
    department: "Service",
    device: "Appareil/Navigateur",
  },
  columnNote: {
    online: "temps passé sur le site",
    message: "le dernier",
    viewing: "page actuelle",
    visits: "depuis un an",
  },
  columns: "Colonnes",
  defaultColumns: "Colonnes par défaut",
  groupBy: "Grouper par",
  grouping: {
    activity: "Activité",
    pageTitle: "Titre de la page",
    pageUrl: "URL de la page",
    country: "Pays",
    agent: "Agent en charge",
    department: "Service",
    browser: "Navigateur",
    referrer: "Provenance/Moteur de recherche",
    searchTerm: "Terme de recherche",
    none: "Rien",
  },
  activity: {
    incoming: "Entrants",
    clicked: "Bouton de chat cliqué",
    served: "Servis actuellement",
    active: "Actifs",
    idle: "Inactifs",
    offline: "Hors ligne",
  },
  groupWithout: {
    activity: "Autres",
    pageTitle: "Sans titre",
    pageUrl: "Sans adresse",
    country: "Pays inconnu",
    agent: "Servis par personne",
    department: "Aucun service",
    browser: "Navigateur inconnu",
    referrer: "Accès direct",
    searchTerm: "Aucun terme de recherche",
  },
  departmentNumber: (id) => `Service ${id}`,
  emptyGroup: {
    incoming: "Personne n’attend.",
    clicked: "Personne n’a ouvert le chat.",
    served: "Personne n’est dans un chat.",
    active: "Personne ne navigue.",
    idle: "Personne n’est inactif.",
    offline: "Personne n’est parti récemment.",
  },
  moreInList: (n) =>
    plural(n, { one: `${n} autre dans la liste`, other: `${count.format(n)} autres dans la liste` }),
  fileSent: "Fichier",
  fromAgent: "D’un agent\u202f:",
};
