-- The online vectors: the latest month alone, one packed row an enterprise, so that a decision reads one small row.
-- Past months are computed again from the lake by the same kernel; nothing here cannot be rebuilt.
CREATE SCHEMA indicators;

CREATE TABLE indicators.refresh (
  id uuid PRIMARY KEY,
  -- The last complete month at as_of; what was known by as_of went in.
  month text NOT NULL,
  as_of timestamptz NOT NULL,
  definitions_version text NOT NULL,
  enterprises integer NOT NULL CHECK (enterprises >= 0),
  rows bigint NOT NULL CHECK (rows >= 0),
  vectors_digest text NOT NULL,
  -- How many batches the lake had, and the last: a later batch may change what was known at as_of.
  batches integer NOT NULL,
  last_sequence bigint NOT NULL,
  -- By record type: when its newest delivery became known, or null.
  data_as_of jsonb NOT NULL,
  committed_at timestamptz NOT NULL
);

CREATE TABLE indicators.vector (
  enterprise uuid PRIMARY KEY,
  refresh uuid NOT NULL REFERENCES indicators.refresh (id),
  -- float64 values, little-endian, in the order of the catalogue, then a reason byte for each.
  packed bytea NOT NULL,
  -- The month series that a page draws: float64, 24 months each, NaN where a month is not covered.
  series bytea NOT NULL
);

-- Medians of the monthly series and percentiles of key indicators within an industry, never of fewer than five firms.
CREATE TABLE indicators.peer_group (
  level text NOT NULL CHECK (level IN ('division', 'section', 'all')),
  code text NOT NULL,
  month text NOT NULL,
  firms integer NOT NULL CHECK (firms >= 5),
  -- By measure, one value a month, oldest first; null where fewer than five firms are covered.
  series jsonb NOT NULL,
  -- By indicator, its 101 percentiles among the firms that have a value; left out under five of them.
  percentiles jsonb NOT NULL,
  PRIMARY KEY (level, code)
);
