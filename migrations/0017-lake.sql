-- The files of the lake. A batch has as many as its size asks for; compaction and erasure put others in their
-- place. A file is part of what is known from the commit that adds its row to the commit that replaces it, and
-- the answer of a read is the same with the one and with the other.
CREATE TABLE records.lake_file (
  id uuid PRIMARY KEY,
  record_type text NOT NULL,
  -- The version of the record type by which it was written: which columns it has.
  record_type_digest text NOT NULL,
  -- Null for a compacted file: there each row says its batch and its source.
  batch uuid REFERENCES records.batch (id),
  -- What was written together: the batch or the compaction. The hash ranges of one run do not overlap.
  run uuid NOT NULL,
  -- Relative to the lake folder.
  path text NOT NULL UNIQUE,
  rows bigint NOT NULL CHECK (rows > 0),
  bytes bigint NOT NULL CHECK (bytes >= 0),
  -- SHA-256 of the file; null for those that were published before digests were kept.
  digest text,
  event_min date,
  event_max date,
  -- For a file of a batch null when its rows became known with the batch; a compacted file always has them.
  known_min timestamptz,
  known_max timestamptz,
  -- First and last hash8 (first byte of the MD5 of the lake key), both included.
  hash_from smallint NOT NULL CHECK (hash_from BETWEEN 0 AND 255),
  hash_to smallint NOT NULL CHECK (hash_to BETWEEN hash_from AND 255),
  sequence_from bigint NOT NULL,
  sequence_to bigint NOT NULL CHECK (sequence_to >= sequence_from),
  sources text[] NOT NULL,
  supersedes boolean NOT NULL,
  added_at timestamptz NOT NULL,
  -- Set when another file took its place; it is deleted some time later, when no read can still plan it.
  replaced_at timestamptz,
  CHECK ((known_min IS NULL) = (known_max IS NULL)),
  CHECK (batch IS NOT NULL OR known_min IS NOT NULL)
);
CREATE INDEX lake_file_live ON records.lake_file (record_type, sequence_from) WHERE replaced_at IS NULL;
CREATE INDEX lake_file_replaced ON records.lake_file (replaced_at) WHERE replaced_at IS NOT NULL;

INSERT INTO records.lake_file
SELECT gen_random_uuid(), record_type, record_type_digest, id, id, path, rows, bytes, NULL, event_min, event_max,
  known_min, known_max, 0, 255, sequence, sequence, ARRAY[source], supersedes, published_at, NULL
FROM records.batch WHERE path IS NOT NULL;

ALTER TABLE records.batch DROP COLUMN path;
CREATE INDEX batch_withdrawn ON records.batch (record_type, withdrawn_at) WHERE withdrawn_at IS NOT NULL;
CREATE INDEX batch_by_sequence ON records.batch (sequence);

-- What was erased because its retention had ended. The rows are gone; that they were there is not.
CREATE TABLE records.erasure (
  id uuid PRIMARY KEY,
  record_type text NOT NULL,
  record_type_digest text NOT NULL,
  -- Rows that happened before this day are gone.
  event_before date NOT NULL,
  rows bigint NOT NULL CHECK (rows > 0),
  -- One entry for each file: path, digest, rows erased, digest over the erased rows, the path that replaced it.
  files jsonb NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX erasure_by_record_type ON records.erasure (record_type, at);
