import type { AccountId } from "@causerie/domain";
import type { AccountSettings } from "@causerie/protocol";
import type { Generated, GeneratedAlways } from "kysely";

export interface AccountTable {
  id: GeneratedAlways<AccountId>;
  name: string;
  key: string;
  time_zone: Generated<string>;
  /** What differs from the defaults. */
  settings: Generated<Partial<AccountSettings>>;
  created_at: Generated<Date>;
}

/** Somebody who signs in. An e-mail, in lower case, is one person, whatever accounts they work for. */
export interface PersonTable {
  id: string;
  name: string;
  email: string;
  email_verified: boolean;
  image: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface SignInSessionTable {
  id: string;
  token: string;
  person_id: string;
}

/** `method_id` is the person's id where `provider_id` is "credential", which means by password. */
export interface SignInMethodTable {
  id: string;
  method_id: string;
  provider_id: string;
  person_id: string;
  password: string | null;
  updated_at: Date;
}

export interface InstallationSecretTable {
  name: string;
  value: string;
}

export interface AttemptTable {
  key: string;
  failures: number;
  until: number;
}

declare module "../platform/sql/database.ts" {
  interface Tables {
    account: AccountTable;
    person: PersonTable;
    sign_in_session: SignInSessionTable;
    sign_in_method: SignInMethodTable;
    installation_secret: InstallationSecretTable;
    attempt: AttemptTable;
  }
}
