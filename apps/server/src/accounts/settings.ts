import { isDeepStrictEqual } from "node:util";
import type { AccountId } from "@causerie/domain";
import { type AccountSettings, DEFAULT_FILE_TYPES, type TimeOuts } from "@causerie/protocol";
import { sql } from "kysely";
import type { Logger } from "pino";
import { createListeners } from "../platform/listeners.ts";
import type { Database } from "../platform/sql/database.ts";
import type {} from "./tables.ts";

/** What an account has until somebody changes it; the time-outs are the installation's. */
export const DEFAULT_SETTINGS: Omit<AccountSettings, keyof TimeOuts> = {
  ratingEnabled: false,
  offlineTransfers: false,
  fileTypes: [...DEFAULT_FILE_TYPES],
};

export type SettingsChanged = Readonly<{
  accountId: AccountId;
  before: AccountSettings;
  after: AccountSettings;
  /** Changed on this node, not on another. */
  isOurs: boolean;
}>;

type Changes = { [Key in keyof AccountSettings]?: AccountSettings[Key] | undefined };

export type Settings = Readonly<{
  /** At hand at once: decisions ask for it with every command. */
  of: (accountId: AccountId) => AccountSettings;
  change: (accountId: AccountId, changes: Changes) => Promise<AccountSettings>;
  /** Another node has changed some, or may have. */
  reread: () => Promise<void>;
  /** Called after the commit. */
  onChanged: (listener: (changed: SettingsChanged) => void) => void;
}>;

type Deps = Readonly<{ database: Database; timeOuts: TimeOuts; log: Logger }>;

/** All accounts' settings are read at the start: an installation has few. One made later has the defaults. */
export async function createSettings({ database, timeOuts, log }: Deps): Promise<Settings> {
  const { agentGoneAfterMs, visitorGoneAfterMs, chatIdleAfterMs } = timeOuts;
  const defaults = { ...DEFAULT_SETTINGS, agentGoneAfterMs, visitorGoneAfterMs, chatIdleAfterMs };
  const changed = createListeners<SettingsChanged>("onChanged", log);
  const known = new Map<AccountId, AccountSettings>();
  const readAll = () => database.selectFrom("account").select(["id", "settings"]).execute();
  for (const { id, settings } of await readAll()) known.set(id, { ...defaults, ...settings });
  const take = (accountId: AccountId, after: AccountSettings, isOurs: boolean) => {
    const before = of(accountId);
    known.set(accountId, after);
    if (isOurs || !isDeepStrictEqual(before, after)) changed.tell({ accountId, before, after, isOurs });
  };
  const of = (accountId: AccountId) => known.get(accountId) ?? defaults;
  const write = async (accountId: AccountId, changes: Changes): Promise<AccountSettings> => {
    const { settings } = await database
      .updateTable("account")
      .set({ settings: sql`settings || ${JSON.stringify(changes)}::jsonb` })
      .where("id", "=", accountId)
      .returning("settings")
      .executeTakeFirstOrThrow();
    const after = { ...defaults, ...settings };
    take(accountId, after, true);
    return after;
  };
  const reread = async () => {
    for (const { id, settings } of await readAll()) take(id, { ...defaults, ...settings }, false);
  };
  // One after the other: answers of the database may overtake one another, and the last one is what is known.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(run: () => Promise<Result>): Promise<Result> => {
    const result = last.then(run);
    last = result.catch(() => undefined);
    return result;
  };
  return {
    of,
    change: (accountId, changes) => inTurn(() => write(accountId, changes)),
    reread: () => inTurn(reread),
    onChanged: changed.add,
  };
}
