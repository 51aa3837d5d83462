-- Who may use the platform: organizations, their accounts, sessions and API keys.
-- Secrets never stand here: a password as its scrypt hash, a session token and an API key as their SHA-256.
create schema organizations;

create table organizations.organization (
  id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  kind text not null check (kind in ('bank', 'enterprise', 'agency', 'platform')),
  name text not null check (length(name) between 1 and 200),
  -- The internal identifier of the enterprise that the organization is; only for the kind `enterprise`.
  enterprise text,
  created_at timestamptz(3) not null,
  check ((kind = 'enterprise') = (enterprise is not null))
);
create index organization_by_kind on organizations.organization (kind, id);
create index organization_by_enterprise on organizations.organization (enterprise) where enterprise is not null;

insert into organizations.organization (id, kind, name, created_at)
values ('platform', 'platform', '三信平台', '2026-01-01T00:00:00Z');

-- `user` is a reserved word of SQL: a user's sign-in is an account.
create table organizations.account (
  name text primary key check (name ~ '^[a-z0-9][a-z0-9._-]{1,62}$'),
  organization text not null references organizations.organization (id),
  role text not null,
  display_name text not null,
  password_hash text not null,
  created_at timestamptz(3) not null,
  -- A closed account cannot sign in, and its sessions are dead at once.
  closed_at timestamptz(3)
);
create index account_by_organization on organizations.account (organization, name);

create table organizations.session (
  token_hash bytea primary key check (length(token_hash) = 32),
  account text not null references organizations.account (name),
  started_at timestamptz(3) not null,
  -- Moved at most once a minute: reading must not cost a write each time.
  last_seen_at timestamptz(3) not null,
  expires_at timestamptz(3) not null
);
create index session_by_account on organizations.session (account);

create table organizations.api_key (
  id text primary key check (id ~ '^[0-9a-f]{16}$'),
  organization text not null references organizations.organization (id),
  label text not null,
  secret_hash bytea not null check (length(secret_hash) = 32),
  permissions text[] not null,
  created_by text not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  -- Moved at most once a minute, like a session's.
  last_used_at timestamptz(3)
);
create index api_key_by_organization on organizations.api_key (organization, created_at desc);

-- Counts sign-in attempts by account and by address. An attempt is counted before the password is looked at,
-- so that a hundred guesses at once are a hundred attempts. The subject is a hash: people type passwords
-- into the account field.
create table organizations.sign_in_throttle (
  subject bytea primary key check (length(subject) = 32),
  attempts integer not null,
  last_attempt_at timestamptz(3) not null,
  locked_until timestamptz(3)
);
create index sign_in_throttle_by_age on organizations.sign_in_throttle (last_attempt_at);
