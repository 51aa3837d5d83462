-- What an enterprise allows: an organization, a purpose, groups of fields, a term.
-- A grant is written once; only its revocation is added, once.
create schema consent;

create table consent.grant (
  id uuid primary key,
  enterprise text not null,
  organization text not null,
  purpose text not null check (purpose in ('pre-loan-review', 'post-loan-management', 'credit-report')),
  field_groups text[] not null check (cardinality(field_groups) > 0),
  granted_at timestamptz(3) not null,
  -- Exclusive: the first instant at which the grant is dead.
  expires_at timestamptz(3) not null check (expires_at > granted_at),
  granted_by text not null,
  -- True when the local operator granted on behalf of an enterprise of the sample city.
  on_behalf boolean not null,
  revoked_at timestamptz(3) check (revoked_at >= granted_at),
  revoked_by text,
  check ((revoked_at is null) = (revoked_by is null))
);
create index grant_by_use on consent.grant (enterprise, organization, purpose);
create index grant_by_organization on consent.grant (organization, id desc);

create function consent.only_revoke_once() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.revoked_at is null and new.revoked_at is not null
    and (new.id, new.enterprise, new.organization, new.purpose, new.field_groups, new.granted_at,
         new.expires_at, new.granted_by, new.on_behalf)
      = (old.id, old.enterprise, old.organization, old.purpose, old.field_groups, old.granted_at,
         old.expires_at, old.granted_by, old.on_behalf) then
    return new;
  end if;
  raise exception 'a consent is changed by its revocation only' using errcode = 'restrict_violation';
end
$$;

create trigger grant_only_revoked before update or delete on consent.grant
  for each row execute function consent.only_revoke_once();
