import type { AccountId, ContactDetails, VisitorId } from "@causerie/domain";
import type { Pool } from "pg";

/** What visitors say of themselves, unverified. What they leave out stays as it was. */
export async function saveClaim(
  pool: Pool,
  accountId: AccountId,
  visitorId: VisitorId,
  { name, email, phone }: ContactDetails,
): Promise<void> {
  await pool.query({
    name: "save-claim",
    text: `update visitor set name = coalesce($3, name), email = coalesce($4, email), phone = coalesce($5, phone)
           where account_id = $1 and id = $2`,
    values: [accountId, visitorId, name, email, phone],
  });
}
