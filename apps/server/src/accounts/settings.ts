import type { AccountId } from "@causerie/domain";
import type { AccountSettings } from "@causerie/protocol";
import { sql } from "kysely";
import type { Logger } from "pino";
import { createListeners } from "../platform/listeners.ts";
import type { Database } from "../platform/sql/database.ts";
import type {} from "./tables.ts";

/** What an account has until somebody changes it. */
export const DEFAULT_SETTINGS: AccountSettings = { ratingEnabled: false, offlineTransfers: false };

export type SettingsChanges = { [Key in keyof AccountSettings]?: AccountSettings[Key] | undefined };

export type Settings = Readonly<{
  /** At hand at once: decisions ask for it with every command. */
  of: (accountId: AccountId) => AccountSettings;
  change: (accountId: AccountId, changes: SettingsChanges) => Promise<AccountSettings>;
  /** Called on this node, after the commit. */
  onChanged: (listener: (accountId: AccountId) => void) => void;
}>;

type Deps = Readonly<{ database: Database; log: Logger }>;

/** All accounts' settings are read at the start: an installation has few. One made later has the defaults. */
export async function createSettings({ database, log }: Deps): Promise<Settings> {
  const changed = createListeners<AccountId>("onChanged", log);
  const known = new Map<AccountId, AccountSettings>();
  for (const { id, settings } of await database.selectFrom("account").select(["id", "settings"]).execute())
    known.set(id, { ...DEFAULT_SETTINGS, ...settings });
  return {
    of: (accountId) => known.get(accountId) ?? DEFAULT_SETTINGS,
    change: async (accountId, changes) => {
      const { settings } = await database
        .updateTable("account")
        .set({ settings: sql`settings || ${JSON.stringify(changes)}::jsonb` })
        .where("id", "=", accountId)
        .returning("settings")
        .executeTakeFirstOrThrow();
      const after = { ...DEFAULT_SETTINGS, ...settings };
      known.set(accountId, after);
      changed.tell(accountId);
      return after;
    },
    onChanged: changed.add,
  };
}
