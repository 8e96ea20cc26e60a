import type { AnalyticsWords } from "./en-analytics.ts";
import { pluralIn } from "./plural.ts";

const plural = pluralIn("fr");
const count = new Intl.NumberFormat("fr");

export const frAnalytics: AnalyticsWords = {
  satisfaction: "Satisfaction",
  period: "Période",
  periods: { today: "Aujourd’hui", "7d": "7 jours", "30d": "30 jours", custom: "Personnalisée" },
  from: "Du",
  to: "Au",
  chooseDays: "Choisissez le premier et le dernier jour.",
  wrongDays: "Le dernier jour ne peut pas précéder le premier, et la période dure un an au plus.",
  share: (share) => `${share} de Bien`,
  rated: (n) =>
    plural(n, { one: `${count.format(n)} chat évalué`, other: `${count.format(n)} chats évalués` }),
  meaning:
    "La part de Bien parmi les évaluations. Seule la dernière de chaque chat compte, au jour où elle a été donnée.",
  trend: "Évaluations par jour",
  weeks: "Évaluations par semaine",
  day: "Jour",
  week: "Semaine",
  asTable: "Afficher les chiffres",
  byAgent: "Par agent",
  byAgentHint: "Un chat à plusieurs agents compte pour chacun d’eux, et une seule fois dans le total.",
  byDepartment: "Par service",
  agent: "Agent",
  department: "Service",
  noDepartment: "Sans service",
  formerAgent: "Un ancien agent",
  formerDepartment: "Un ancien service",
  chats: "Chats évalués",
  comments: "Commentaires",
  noComments: "Aucun commentaire sur cette période.",
  openChat: (visitor) => `Chat avec ${visitor}`,
  moreComments: "Afficher plus de commentaires",
  nothingRated: "Aucune évaluation sur cette période",
  nothingRatedHint:
    "Elles apparaissent ici dès qu’un visiteur évalue un chat. Dans un chat, Demander une évaluation en sollicite une.",
  off: "L’évaluation du chat n’est pas activée",
  offHint:
    "Les visiteurs ne peuvent pas évaluer leurs chats tant qu’elle ne l’est pas. Rien de ce qui a été évalué n’est perdu.",
  offAdministrator: "Activer l’évaluation du chat dans les Paramètres",
  offAgent: "Demandez à un administrateur de l’activer dans les Paramètres.",
};
