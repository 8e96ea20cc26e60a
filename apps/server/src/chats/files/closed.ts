import type { FastifyReply, FastifyRequest } from "fastify";

/** Why an address does not open. `not-you`: an agent's, in a browser where somebody else or nobody is signed in. */
export type Closed = "forged" | "expired" | "not-you" | "gone";

const STATUS: Readonly<Record<Closed, number>> = { forged: 403, expired: 410, "not-you": 403, gone: 410 };

const TEXTS: Readonly<Record<"en" | "fr", Readonly<Record<Closed, string>>>> = {
  en: {
    forged: "This address is not complete, or was changed. Open the file from the conversation.",
    expired: "This address has expired. Open the file from the conversation again.",
    "not-you":
      "This file is for the agent who opened it. Sign in to the dashboard and open it from the conversation.",
    gone: "This file is not here any more, or you may not see it any more.",
  },
  fr: {
    forged: "Cette adresse est incomplète ou a été modifiée. Ouvrez le fichier depuis la conversation.",
    expired: "Cette adresse a expiré. Ouvrez à nouveau le fichier depuis la conversation.",
    "not-you":
      "Ce fichier est destiné à l’agent qui l’a ouvert. Connectez-vous au tableau de bord et ouvrez-le depuis la conversation.",
    gone: "Ce fichier n’est plus là, ou vous n’y avez plus accès.",
  },
};

/** To a person who followed a link: in words, in their browser's language. */
export function sayClosed(request: FastifyRequest, reply: FastifyReply, because: Closed): FastifyReply {
  const language = /^fr\b/i.test(request.headers["accept-language"] ?? "") ? "fr" : "en";
  return reply
    .status(STATUS[because])
    .headers({
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "cross-origin",
      vary: "accept-language",
    })
    .send(`${TEXTS[language][because]}\n`);
}
