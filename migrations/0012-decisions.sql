-- Credit decisions, each with the inputs that it was made of, sealed: replay reckons from `sealed` alone and
-- compares with `answer` byte for byte. The columns beside are copies for lists; the digest covers the two texts.
create schema decisions;

create table decisions.decision (
  id uuid primary key,
  organization text not null,
  enterprise text not null,
  product text not null,
  outcome text not null check (outcome in ('approved', 'declined', 'referred')),
  amount_fen bigint not null check (amount_fen > 0),
  credit_limit_fen bigint,
  rate_bps integer,
  score double precision,
  grade text,
  as_of timestamptz(3) not null,
  decided_at timestamptz(3) not null,
  decided_by text not null,
  -- RFC 8785 canonical JSON as text, not jsonb: the digest is over these bytes.
  sealed text not null check (sealed like '{%}'),
  answer text not null check (answer like '{%}'),
  digest text not null check (digest ~ '^sha256:[0-9a-f]{64}$'),
  idempotency_key text,
  request_digest text not null
);

-- One decision a key of a bank, also when two requests come at once.
create unique index decision_by_idempotency_key on decisions.decision (organization, idempotency_key)
  where idempotency_key is not null;
create index decision_by_enterprise on decisions.decision (organization, enterprise, id desc);
create index decision_by_organization on decisions.decision (organization, id desc);

create function decisions.forbid_change() returns trigger language plpgsql as $$
begin
  raise exception 'a decision never changes' using errcode = 'restrict_violation';
end
$$;

create trigger decision_made before update or delete on decisions.decision
  for each row execute function decisions.forbid_change();
create trigger decision_no_truncate before truncate on decisions.decision
  for each statement execute function decisions.forbid_change();
