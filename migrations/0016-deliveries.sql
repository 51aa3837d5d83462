-- What came in, byte for byte: kept by its digest under originals/ until its retention ends. The row stays when the
-- bytes go, so that a batch can always say what it came of.
CREATE TABLE ingestion.original (
  digest text PRIMARY KEY CHECK (digest ~ '^sha256:[0-9a-f]{64}$'),
  bytes bigint NOT NULL,
  first_received_at timestamptz NOT NULL,
  -- Null: kept without end.
  retained_until timestamptz,
  purged_at timestamptz
);

-- What somebody handed in and how it is to be read; the batch that comes of it bears the same identifier.
CREATE TABLE ingestion.delivery (
  id uuid PRIMARY KEY,
  record_type text NOT NULL,
  source text NOT NULL,
  -- Name, digest and bytes of each file.
  files jsonb NOT NULL,
  encoding text NOT NULL,
  known_at timestamptz,
  -- Title to field, or to null for a column that is left out; null when nothing had to be said.
  mapping jsonb,
  -- The batch whose quarantined rows it brings again.
  replaces uuid,
  -- The delivery whose files it reads again, because the batch in which its rows were first known was withdrawn.
  rereads uuid REFERENCES ingestion.delivery (id),
  received_at timestamptz NOT NULL,
  received_by text NOT NULL,
  organization text NOT NULL,
  -- The background job, where one does it.
  job uuid
);
CREATE INDEX delivery_by_line ON ingestion.delivery (record_type, source, received_at);
CREATE INDEX delivery_by_replaced ON ingestion.delivery (replaces) WHERE replaces IS NOT NULL;

CREATE TABLE ingestion.delivery_original (
  delivery uuid NOT NULL REFERENCES ingestion.delivery (id),
  digest text NOT NULL REFERENCES ingestion.original (digest),
  PRIMARY KEY (delivery, digest)
);
CREATE INDEX delivery_by_original ON ingestion.delivery_original (digest);

-- A file that a browser sent and that is not delivered yet.
CREATE TABLE ingestion.upload (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  digest text NOT NULL REFERENCES ingestion.original (digest),
  bytes bigint NOT NULL,
  received_at timestamptz NOT NULL,
  received_by text NOT NULL,
  organization text NOT NULL
);

-- What a person said about the columns of a header, for the next file of the source with the same header.
CREATE TABLE ingestion.remembered_mapping (
  record_type text NOT NULL,
  source text NOT NULL,
  header_digest text NOT NULL,
  mapping jsonb NOT NULL,
  remembered_at timestamptz NOT NULL,
  remembered_by text NOT NULL,
  PRIMARY KEY (record_type, source, header_digest)
);

-- Quarantined rows that a later delivery brought again, and that were not set aside again.
CREATE TABLE ingestion.fixed_row (
  batch uuid NOT NULL,
  file text NOT NULL,
  row integer NOT NULL,
  fixed_by uuid NOT NULL REFERENCES ingestion.delivery (id),
  fixed_at timestamptz NOT NULL,
  PRIMARY KEY (batch, file, row)
);
