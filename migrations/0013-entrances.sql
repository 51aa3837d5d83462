-- What the entrances must remember: the answers to requests that carry an idempotency key, so that a repeated
-- request is answered again instead of done again; and how far the first start of the platform came.
create schema entrances;

create table entrances.answered_request (
  organization   text        not null,
  operation      text        not null,
  request_key    text        not null,
  request_digest text        not null,
  answer         jsonb       not null,
  answered_at    timestamptz not null,
  primary key (organization, operation, request_key)
);

create table entrances.finished_stage (
  stage       text        primary key,
  detail      jsonb       not null,
  finished_at timestamptz not null
);
