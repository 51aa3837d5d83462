-- What was delivered and what became of it: every row read is published, quarantined or a duplicate.
CREATE SCHEMA ingestion;

CREATE TABLE ingestion.batch (
  id uuid PRIMARY KEY,
  record_type text NOT NULL,
  record_type_digest text NOT NULL,
  source text NOT NULL,
  source_digest text NOT NULL,
  files jsonb NOT NULL,
  -- SHA-256 over the record type, the source's layouts, the files and the way in: the same delivery again is known by it.
  delivery_digest text NOT NULL,
  -- The batch that this one repeats to the byte; its quarantine is the quarantine of this one.
  repeats uuid REFERENCES ingestion.batch (id),
  rows_read bigint NOT NULL,
  rows_published bigint NOT NULL,
  rows_quarantined bigint NOT NULL,
  rows_duplicate bigint NOT NULL,
  rows_corrected bigint NOT NULL,
  quarantine jsonb NOT NULL,
  digest text NOT NULL,
  published_at timestamptz NOT NULL,
  CHECK (rows_read = rows_published + rows_quarantined + rows_duplicate),
  CHECK (rows_corrected <= rows_published)
);
CREATE INDEX batch_by_delivery ON ingestion.batch (delivery_digest);
