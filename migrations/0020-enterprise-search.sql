-- The search index lies in files beside the lake; what is searchable is decided here. A segment holds every
-- enterprise as it looked at a sequence of enterprises.change; what changed since is looked up and kept in memory.
CREATE SCHEMA enterprise_search;

CREATE TABLE enterprise_search.segment (
  -- Below the folder of the index.
  file text PRIMARY KEY,
  sequence bigint NOT NULL,
  documents integer NOT NULL,
  bytes bigint NOT NULL,
  built_at timestamptz NOT NULL
);
