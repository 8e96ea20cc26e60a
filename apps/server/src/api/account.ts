import { ApiAccount } from "@causerie/protocol";
import type { Account, Accounts } from "../accounts/index.ts";
import type { Agent, Agents } from "../agents/index.ts";
import type { HttpApp } from "../platform/http/app.ts";
import { notFound } from "../platform/http/refusal.ts";
import { callerOf } from "./authentication.ts";
import { documented } from "./documentation.ts";
import { perEndpoint } from "./rate-limit.ts";
import { apiTime } from "./time.ts";

type Deps = Readonly<{ accounts: Accounts; agents: Agents }>;

export function accountApi(app: HttpApp, { accounts, agents }: Deps): void {
  const read = documented(
    {
      operationId: "readAccount",
      tag: "Account",
      summary: "Read the account",
      description:
        "The account of whoever calls. Nothing is sold here: `billing` and `plan` are what clients expect.",
      answer: "The account",
    },
    { response: { 200: ApiAccount } },
  );
  app.get("/account", { ...perEndpoint, schema: read }, async (request): Promise<ApiAccount> => {
    const { accountId } = callerOf(request);
    const account = await accounts.byId(accountId);
    if (!account) throw notFound("account");
    const everybody = await agents.list(accountId);
    return apiAccount(
      account,
      everybody.find(({ role }) => role === "owner"),
    );
  });
}

function apiAccount(account: Account, owner: Agent | undefined): ApiAccount {
  return {
    account_key: account.key,
    status: "active",
    create_date: apiTime(account.createdAt),
    billing: { ...NO_BILLING, ...contactOf(owner), company: account.name },
    plan: PLAN,
  };
}

function contactOf(owner: Agent | undefined) {
  return { first_name: owner?.firstName ?? "", last_name: owner?.lastName ?? "", email: owner?.email ?? "" };
}

const NO_BILLING = {
  address1: "",
  address2: "",
  city: "",
  state: "",
  postal_code: "",
  country_code: "",
  additional_info: "",
  phone: "",
  cycle: 0,
};

/** Clients read these as numbers, and expect one. */
const NO_LIMIT = 2 ** 31 - 1;

/** What this server does is on; nothing of it is limited or paid for. */
const PLAN: ApiAccount["plan"] = {
  name: "enterprise",
  price: 0,
  max_agents: NO_LIMIT,
  goals: NO_LIMIT,
  max_departments: "unlimited",
  max_concurrent_chats: "unlimited",
  max_history_search_days: "unlimited",
  max_basic_triggers: "unlimited",
  max_advanced_triggers: "unlimited",
  widget_customization: "full",
  short_desc: "Causerie",
  long_desc: "Causerie, on a server of one's own",
  sla: false,
  monitoring: false,
  rest_api: true,
  email_reports: false,
  daily_reports: false,
  chat_reports: false,
  agent_reports: false,
  agent_leaderboard: false,
  unbranding: true,
  high_load: true,
  ip_restriction: false,
  support: false,
  operating_hours: false,
  file_upload: true,
  analytics: true,
  integrations: false,
};
