import type { enSettings } from "./en-settings.ts";
import { pluralIn } from "./plural.ts";

const plural = pluralIn("fr");

export const frSettings: typeof enSettings = {
  settings: "Paramètres",
  managementRefusals: {
    "administrators-only":
      "Seuls les propriétaires et les administrateurs peuvent le faire. Demandez à l’un d’eux.",
    "owners-only":
      "Seul un propriétaire peut ajouter, modifier ou supprimer un propriétaire. Demandez à l’un d’eux.",
    "last-owner": "C’est le dernier propriétaire. Donnez d’abord ce rôle à un autre agent.",
    "email-taken": "Un autre agent a déjà cet e-mail. Utilisez-en un autre.",
    "shared-person":
      "Cet agent travaille aussi pour un autre compte. Lui seul peut changer son e-mail et son mot de passe.",
    "unknown-department": "Un service choisi a été supprimé entre-temps. Choisissez à nouveau.",
    "name-taken": "Un autre service porte déjà ce nom. Utilisez-en un autre.",
    "unknown-agent": "Un agent choisi a été supprimé entre-temps. Choisissez à nouveau.",
  },
  settingsRoom: {
    sections: "Paramètres",
    chat: "Chat",
    departments: "Services",
    agents: "Agents",
    website: "Site web et API",
    administratorsOnly: "Les paramètres sont réservés aux propriétaires et aux administrateurs",
    administratorsOnlyHint: "Adressez-vous à l’un d’eux si un réglage devrait changer.",
    saved: "Enregistré",
    saving: "Enregistrement…",
    notSaved: "Non enregistré",
    save: "Enregistrer",
    edit: (name) => `Modifier ${name}`,
    enabled: "Activé",
    disabled: "Désactivé",
    loadFailed: "Le chargement a échoué.",
    notThere: "Cet élément n’est plus là",
    notThereHint: "Il a été supprimé ou n’a jamais existé. Choisissez-en un dans la liste.",
  },
  chatSettings: {
    hint: "Ce qui vaut pour tous les chats. Interrupteurs et cases sont enregistrés aussitôt, et tous les tableaux de bord et widgets ouverts suivent.",
    rating: "Activer l’évaluation du chat",
    ratingHint:
      "Les visiteurs peuvent évaluer un chat, Bien ou Mauvais, et laisser un commentaire\u202f; les agents peuvent le leur demander. Désactivé tant que vous ne l’activez pas.",
    offlineTransfers: "Autoriser les transferts vers un service où personne n’est en ligne",
    offlineTransfersHint:
      "Après l’avertissement, l’agent peut continuer. Le chat y attend que quelqu’un arrive.",
    fileTypes: "Fichiers acceptés",
    fileTypesHint:
      "De la part des visiteurs et des agents, jusqu’à 20 Mo chacun. Les images (png, jpeg, gif, webp) le sont toujours\u202f; svg, html et les scripts jamais. Le contenu doit correspondre au nom\u202f; ce que contient une archive ou un document n’est pas examiné.",
    fileTypeNames: {
      pdf: "PDF",
      txt: "Texte (txt)",
      csv: "Tableau en texte (csv)",
      docx: "Word (docx)",
      xlsx: "Excel (xlsx)",
      pptx: "PowerPoint (pptx)",
      odt: "Texte OpenDocument (odt)",
      ods: "Calcul OpenDocument (ods)",
      zip: "Archive (zip)",
      mp4: "Vidéo (mp4)",
    },
    timeOuts: "Délais",
    timeOutsHint: "Ils valent aussi pour les chats déjà ouverts.",
    visitorGone: "Visiteur parti (secondes)",
    visitorGoneHint:
      "Toutes les pages sont fermées\u202f: le chat se termine après ce délai, sauf si le visiteur revient avant.",
    idle: "Chat silencieux (minutes)",
    idleHint:
      "Personne n’écrit alors que la page est ouverte\u202f: le chat se termine après ce délai. À partir de 10\u00a0minutes, pas tant que le visiteur est actif sur le site.",
    agentGone: "Agent déconnecté (secondes)",
    agentGoneHint:
      "Les chats dont seul cet agent s’occupe retournent en tête de la file d’attente après ce délai.",
    bounds: (min, max) => `Saisissez un nombre de ${min} à ${max}.`,
    undo: "Annuler les modifications",
  },
  departmentSettings: {
    hint: "Les services regroupent les agents, et les chats leur sont transférés.",
    add: "Ajouter un service",
    none: "Pas encore de service",
    noneHint:
      "Créez-en un pour chaque équipe qui répond, comme Ventes ou Assistance. Les agents pourront alors lui transférer des chats.",
    newTitle: "Nouveau service",
    nameHint: "Les visiteurs le voient. 100 caractères au plus.",
    nameMissing: "Saisissez un nom.",
    description: "Description",
    members: "Membres",
    membersHint: "Les agents qui répondent pour ce service.",
    findMember: "Nom ou e-mail…",
    nobodyFound: "Aucun agent ne correspond",
    enabledHint: "Seul un service activé est proposé, aux visiteurs comme pour les transferts.",
    create: "Ajouter le service",
    count: (n) => plural(n, { one: `${n} membre`, other: `${n} membres` }),
    online: (n) => `${n} en ligne`,
    made: (name) => `Le service ${name} a été ajouté.`,
    remove: "Supprimer le service",
    removeTitle: (name) => `Supprimer ${name}\u202f?`,
    removeHint:
      "Ses demandes en attente deviennent celles de tous. Les chats qui en relevaient gardent son nom. C’est définitif.",
    removed: (name) => `Le service ${name} a été supprimé.`,
  },
  agentSettings: {
    hint: "Toutes les personnes qui peuvent se connecter à ce tableau de bord.",
    add: "Ajouter un agent",
    newTitle: "Nouvel agent",
    find: "Chercher un agent",
    nobodyFound: "Aucun agent n’a ce nom ou cet e-mail",
    nobodyFoundHint: "Raccourcissez votre recherche ou ajoutez l’agent.",
    emailHint: "Il sert à se connecter. Les visiteurs ne le voient jamais.",
    nameHint: "Les visiteurs le voient.",
    password: "Mot de passe",
    passwordHint: "8 caractères au moins. Transmettez-le vous-même\u202f: il n’est pas envoyé par e-mail.",
    newPassword: "Nouveau mot de passe",
    newPasswordHint: "Laissez vide pour garder le sien. Un nouveau mot de passe le déconnecte aussitôt.",
    role: "Rôle",
    roles: { owner: "Propriétaire", administrator: "Administrateur", agent: "Agent" },
    roleHints: {
      owner: "Tout, propriétaires compris. Le compte en garde au moins un.",
      administrator: "Paramètres, services et agents, mais pas les propriétaires.",
      agent: "Répond aux visiteurs.",
    },
    departments: "Services",
    findDepartment: "Nom…",
    noDepartment: "Aucun service ne correspond",
    lastSignIn: "Dernière connexion",
    never: "Jamais",
    you: "vous",
    canSignIn: "Peut se connecter",
    canSignInHint:
      "Sinon, l’agent est déconnecté aussitôt et ne peut plus revenir. Ses chats sont conservés.",
    create: "Ajouter l’agent",
    made: (name) => `${name} a été ajouté et peut se connecter.`,
    ownersHint: "Seul un propriétaire modifie un propriétaire.",
    remove: "Supprimer l’agent",
    removeTitle: (name) => `Supprimer ${name}\u202f?`,
    removeHint:
      "L’agent est déconnecté aussitôt et ses chats ouverts retournent dans la file d’attente. Les anciens chats gardent son nom. C’est définitif.",
    removed: (name) => `${name} a été supprimé.`,
  },
  websiteSettings: {
    mail: "E-mail",
    mailFrom: (address) => `Les e-mails partent de ${address}.`,
    ticketsGoTo: (address) => `Chaque ticket est aussi envoyé à ${address}.`,
    noMail:
      "Non configuré. Les tickets et les messages hors ligne sont conservés, et rien n’est envoyé. Définissez SMTP_URL et MAIL_FROM là où tourne le serveur, puis redémarrez-le.",
    api: "API",
    apiHint:
      "Des programmes peuvent aussi lire et modifier ces réglages, dans les formats de Zendesk Chat, avec l’e-mail et le mot de passe d’un agent.",
    apiDocs: "Ouvrir la page de l’API",
  },
};
