-- What the page of an enterprise is put together from, one row an enterprise; nothing here but visits cannot be rebuilt.
CREATE SCHEMA profile;

CREATE TABLE profile.dossier (
  enterprise uuid PRIMARY KEY,
  -- What was known by then, and had happened, went in.
  as_of timestamptz NOT NULL,
  -- The lake keys whose records it holds, in order.
  subjects text[] NOT NULL,
  -- The first day after as_of on which a record that is known already will have happened.
  next_event date,
  -- JSON, compressed (Zstandard).
  packed bytea NOT NULL
);
ALTER TABLE profile.dossier ALTER COLUMN packed SET STORAGE EXTERNAL;
CREATE INDEX dossier_next_event ON profile.dossier (next_event) WHERE next_event IS NOT NULL;

-- At most two rows: the build that the dossiers stand for, and one that is under way.
CREATE TABLE profile.build (
  id uuid PRIMARY KEY,
  as_of timestamptz NOT NULL,
  -- The last complete month at as_of.
  month text NOT NULL,
  -- Digest of what is gathered, and how.
  form text NOT NULL,
  -- jsonb: by record type, how many batches had come or gone.
  facts jsonb NOT NULL,
  -- jsonb: by record type, its newest delivery by as_of, or null.
  deliveries jsonb NOT NULL,
  identity_deeds integer NOT NULL CHECK (identity_deeds >= 0),
  slices integer NOT NULL CHECK (slices > 0),
  slices_done integer NOT NULL CHECK (slices_done BETWEEN 0 AND slices),
  finished_at timestamptz
);

-- Medians of an industry by month, of series that indicators do not keep.
CREATE TABLE profile.peer_series (
  level text NOT NULL,
  code text NOT NULL,
  series text NOT NULL,
  month text NOT NULL,
  firms integer NOT NULL CHECK (firms >= 5),
  -- jsonb: 24 months to `month`, oldest first.
  medians jsonb NOT NULL,
  PRIMARY KEY (level, code, series)
);

-- When an account last opened the page of an enterprise.
CREATE TABLE profile.visit (
  organization text NOT NULL,
  account text NOT NULL,
  enterprise uuid NOT NULL,
  at timestamptz NOT NULL,
  -- The visit before, of which the page says what came since.
  before timestamptz,
  PRIMARY KEY (organization, account, enterprise)
);
