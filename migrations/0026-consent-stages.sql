-- A consent may be for some stages of its purpose alone: then only the positions of these stages rest on it.
alter table consent.grant
  add column stages text[] check (
    cardinality(stages) > 0 and stages <@ array['investigation', 'approval', 'post-loan']);

create or replace function consent.only_revoke_once() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.revoked_at is null and new.revoked_at is not null
    and (new.id, new.enterprise, new.organization, new.purpose, new.field_groups, new.granted_at,
         new.expires_at, new.granted_by, new.on_behalf)
      = (old.id, old.enterprise, old.organization, old.purpose, old.field_groups, old.granted_at,
         old.expires_at, old.granted_by, old.on_behalf)
    and new.stages is not distinct from old.stages then
    return new;
  end if;
  raise exception 'a consent is changed by its revocation only' using errcode = 'restrict_violation';
end
$$;
