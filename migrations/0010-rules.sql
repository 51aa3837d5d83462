-- Rulesets as they were published. A decision names the version and the digest that it used, so a published
-- version never changes and is never deleted: the triggers hold it for every role that cannot disable them, and
-- the digest finds out who can.
create schema rules;

create table rules.ruleset (
  id text not null check (id ~ '^[a-z0-9]+([-_][a-z0-9]+)*$'),
  version integer not null check (version >= 1),
  organization text not null,
  -- RFC 8785 canonical JSON as text, not jsonb: the digest is over these bytes.
  content text not null check (content like '{%}'),
  digest text not null check (digest ~ '^sha256:[0-9a-f]{64}$'),
  published_at timestamptz(3) not null,
  published_by text not null,
  primary key (id, version)
);

create function rules.forbid_change() returns trigger language plpgsql as $$
begin
  raise exception 'a published ruleset never changes' using errcode = 'restrict_violation';
end
$$;

create trigger ruleset_published before update or delete on rules.ruleset
  for each row execute function rules.forbid_change();
create trigger ruleset_no_truncate before truncate on rules.ruleset
  for each statement execute function rules.forbid_change();
