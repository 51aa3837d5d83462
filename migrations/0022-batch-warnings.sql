-- What a batch only warns of, and how many of its published rows say each field: answered again when it is delivered again.
ALTER TABLE ingestion.batch
  ADD COLUMN warnings jsonb NOT NULL DEFAULT '[]',
  -- Null for the batches before, and for one too large to be counted whole.
  ADD COLUMN filled jsonb;
