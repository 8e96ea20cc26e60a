import type { Cart, Page } from "@causerie/protocol";
import type { Environment } from "./environment.ts";

/** `url`: of the visitors' socket. `key`: the account's, from the snippet. `language`: BCP 47. */
export type VisitorOptions = {
  url: string;
  key: string;
  page: Page;
  referrer: string;
  language: string;
  idle?: boolean;
  cart?: Cart | null;
  environment: Environment;
};
