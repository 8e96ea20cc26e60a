import { type Kysely, sql } from "kysely";

/** Persons and how they sign in; accounts, their departments and agents. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await persons(db);
  await accounts(db);
  await agents(db);
  await departments(db);
  await secrets(db);
}

/** better-auth's tables (`compileMigrations` of better-auth 1.7.24) under our names; ids are texts that it draws. */
async function persons(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table person (
      id text primary key,
      name text not null,
      email text not null unique,
      email_verified boolean not null,
      image text,
      created_at timestamptz not null default current_timestamp,
      updated_at timestamptz not null default current_timestamp
    )`.execute(db);
  await sql`
    create table sign_in_session (
      id text primary key,
      expires_at timestamptz not null,
      token text not null unique,
      created_at timestamptz not null default current_timestamp,
      updated_at timestamptz not null,
      ip_address text,
      user_agent text,
      person_id text not null references person on delete cascade
    )`.execute(db);
  await sql`create index sign_in_session_of_person on sign_in_session (person_id)`.execute(db);
  await sql`
    create table sign_in_method (
      id text primary key,
      method_id text not null,
      provider_id text not null,
      person_id text not null references person on delete cascade,
      access_token text,
      refresh_token text,
      id_token text,
      access_token_expires_at timestamptz,
      refresh_token_expires_at timestamptz,
      scope text,
      password text,
      created_at timestamptz not null default current_timestamp,
      updated_at timestamptz not null,
      unique (provider_id, method_id)
    )`.execute(db);
  await sql`create index sign_in_method_of_person on sign_in_method (person_id)`.execute(db);
  await sql`
    create table sign_in_verification (
      id text primary key,
      identifier text not null,
      value text not null,
      expires_at timestamptz not null,
      created_at timestamptz not null default current_timestamp,
      updated_at timestamptz not null default current_timestamp
    )`.execute(db);
  await sql`create index sign_in_verification_by_identifier on sign_in_verification (identifier)`.execute(db);
}

async function accounts(db: Kysely<unknown>): Promise<void> {
  // key: the public one, which stands in the snippet.
  await sql`
    create table account (
      id bigint primary key generated always as identity,
      name text not null,
      key text not null unique check (length(key) = 32),
      time_zone text not null default 'UTC',
      created_at timestamptz not null default current_timestamp
    )`.execute(db);
}

async function agents(db: Kysely<unknown>): Promise<void> {
  // A deleted agent's row stays: chats name it by id. Its person goes with the last membership.
  await sql`
    create table agent (
      id bigint primary key generated always as identity,
      account_id bigint not null references account,
      person_id text references person on delete set null,
      display_name text not null,
      first_name text not null,
      last_name text not null,
      role text not null check (role in ('owner', 'administrator', 'agent')),
      status text not null default 'online' check (status in ('online', 'away', 'invisible')),
      enabled boolean not null default true,
      created_at timestamptz not null default current_timestamp,
      last_login_at timestamptz,
      login_count integer not null default 0,
      deleted_at timestamptz,
      check (person_id is not null or deleted_at is not null)
    )`.execute(db);
  await sql`create unique index agent_once_per_account on agent (account_id, person_id) where deleted_at is null`.execute(
    db,
  );
  await sql`create index agent_of_account on agent (account_id, id)`.execute(db);
  await sql`create index agent_of_person on agent (person_id)`.execute(db);
}

async function departments(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table department (
      id bigint primary key generated always as identity,
      account_id bigint not null references account,
      name text not null,
      description text not null default '',
      enabled boolean not null default true,
      unique (account_id, name)
    )`.execute(db);
  await sql`
    create table department_member (
      department_id bigint not null references department on delete cascade,
      agent_id bigint not null references agent on delete cascade,
      primary key (department_id, agent_id)
    )`.execute(db);
  await sql`create index department_member_of_agent on department_member (agent_id)`.execute(db);
}

/** Drawn once for the installation, so that all its nodes sign alike. Two v4 UUIDs: 244 random bits. */
async function secrets(db: Kysely<unknown>): Promise<void> {
  await sql`create table installation_secret (name text primary key, value text not null)`.execute(db);
  await sql`
    insert into installation_secret (name, value)
    select name, gen_random_uuid()::text || gen_random_uuid()::text
    from unnest(array['sign-in', 'set-up']) as name`.execute(db);
}
