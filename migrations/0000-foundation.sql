-- A background job as people see it, and as a verb orders it: the order commits with the deed that wanted it. The
-- worker hands each order once to the queue (pg-boss, schema jobs), which may forget it later; this table does not.
create table foundation.job (
  id uuid primary key,
  queue text not null,
  payload jsonb not null,
  enqueued_at timestamptz not null,
  enqueued_by text not null,
  handed_over_at timestamptz,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'retrying', 'done', 'failed')),
  attempts integer not null default 0,
  stage text not null default '',
  done bigint not null default 0,
  total bigint,
  started_at timestamptz,
  finished_at timestamptz,
  -- What the job answered, or the refusal or failure that ended it.
  result jsonb,
  failure jsonb
);

create index job_waiting on foundation.job (enqueued_at) where handed_over_at is null;
