-- The manifest of the lake. A Parquet file under <data folder>/lake is only a file; the row here, committed with
-- the batch that delivered it, makes it part of what is known. Files never change: a withdrawn batch keeps its
-- file and its row, so that reads as of before the withdrawal still find it.
CREATE SCHEMA records;

CREATE TABLE records.batch (
  id uuid PRIMARY KEY,
  -- The order of publication within a record type and source (both publish under one advisory lock).
  sequence bigint GENERATED ALWAYS AS IDENTITY,
  record_type text NOT NULL,
  record_type_digest text NOT NULL,
  source text NOT NULL,
  subject_prefix text NOT NULL,
  -- Relative to the lake folder; null when the batch published no row.
  path text,
  -- Names of the delivered files, in the order of file_index.
  files jsonb NOT NULL,
  rows bigint NOT NULL CHECK (rows >= 0),
  bytes bigint NOT NULL CHECK (bytes >= 0),
  digest text NOT NULL,
  event_min date,
  event_max date,
  -- Set when the rows carry their own known time; null means that they became known when the batch did.
  known_min timestamptz,
  known_max timestamptz,
  -- Some row is a later version of a key that this batch or an earlier one of the source holds.
  supersedes boolean NOT NULL,
  published_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  CHECK ((rows = 0) = (path IS NULL)),
  CHECK ((known_min IS NULL) = (known_max IS NULL))
);
CREATE INDEX batch_by_record_type ON records.batch (record_type, sequence);

-- Facts for higher rooms, in the past tense; the worker reads them in order and remembers how far it came.
CREATE TABLE records.fact (
  sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('BatchPublished', 'BatchWithdrawn')),
  batch uuid NOT NULL REFERENCES records.batch (id),
  record_type text NOT NULL,
  at timestamptz NOT NULL
);
