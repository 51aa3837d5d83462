-- What people see of a background job: how far it is, and what came of it. The queue itself is pg-boss's own
-- schema; it forgets finished jobs after a while, this table does not.
create table foundation.job (
  id uuid primary key,
  queue text not null,
  enqueued_at timestamptz not null,
  enqueued_by text not null,
  stage text not null default '',
  done bigint not null default 0,
  total bigint,
  progressed_at timestamptz
);
