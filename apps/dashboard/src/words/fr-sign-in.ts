import type { enSignIn } from "./en-sign-in.ts";

export const frSignIn: { [Key in keyof typeof enSignIn]: string } = {
  email: "E-mail",
  password: "Mot de passe",
  name: "Nom",
  setupCode: "Code d’installation",
  signIn: "Se connecter",
  signInTitle: "Se connecter à Causerie",
  signInHint: "Répondez aux personnes présentes sur votre site.",
  setUpTitle: "Bienvenue dans Causerie",
  setUpHint: "Créez le compte du propriétaire. Le reste peut attendre.",
  setUpButton: "Créer le compte",
  setupCodeHint: "Affiché là où le serveur a été démarré.",
  showPassword: "Afficher la saisie",
  passwordHint: "Au moins 8 caractères.",
  nameMissing: "Saisissez votre nom, tel que les visiteurs le verront.",
  emailWrong: "Saisissez une adresse e-mail, par exemple marie@example.com.",
  passwordMissing: "Saisissez votre mot de passe.",
  passwordShort: "Utilisez au moins 8 caractères.",
  codeMissing: "Saisissez le code que le serveur a affiché à son démarrage.",
};
