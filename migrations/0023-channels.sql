-- How records come in besides a file that somebody hands over: folders that are watched, databases that are asked,
-- single events that are pushed. A channel only carries: everything goes through ingestion, with its checks,
-- its quarantine and its lineage. Exactly once: what was carried twice is a duplicate there, and what was carried
-- half is carried again.
CREATE SCHEMA channels;

CREATE TABLE channels.channel (
  id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('watched-folder', 'pull')),
  source text NOT NULL,
  record_type text NOT NULL,
  definition jsonb NOT NULL,
  -- The connection string of a pull, sealed with AES-256-GCM under the key of the data folder; never shown again.
  sealed_connection bytea,
  state text NOT NULL CHECK (state IN ('running', 'paused')),
  -- How far a pull came: the text of the watermark and of the tie-break of the last row that was published.
  watermark jsonb,
  -- Null: as soon as possible.
  next_run_at timestamptz,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  CHECK ((kind = 'pull') = (sealed_connection IS NOT NULL))
);

-- What a channel carried and what became of it; rounds that found nothing leave no row.
CREATE TABLE channels.run (
  id uuid PRIMARY KEY,
  channel text NOT NULL REFERENCES channels.channel (id),
  started_at timestamptz NOT NULL,
  finished_at timestamptz NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('published', 'refused', 'failed')),
  batch uuid,
  files jsonb NOT NULL,
  rows_read bigint NOT NULL,
  rows_quarantined bigint NOT NULL,
  -- The catalogued refusal, or the bare code of what the other side answered.
  refusal jsonb,
  detail jsonb NOT NULL
);
CREATE INDEX run_by_channel ON channels.run (channel, id);

-- Single events, kept from the moment they are accepted. The same identifier of a source is the same event: it is
-- accepted as often as it comes and counts once. A parcel is the group that goes through ingestion together; its
-- file can be made again from its rows, byte for byte, after a crash.
CREATE TABLE channels.event (
  source text NOT NULL,
  record_type text NOT NULL,
  event_id text NOT NULL,
  digest text NOT NULL,
  -- Null once the record is in the lake, or in the quarantine.
  content jsonb,
  accepted_by text NOT NULL,
  accepted_at timestamptz NOT NULL,
  parcel uuid,
  place integer,
  outcome text CHECK (outcome IN ('published', 'duplicate', 'quarantined', 'refused')),
  batch uuid,
  reason text,
  field text,
  finished_at timestamptz,
  PRIMARY KEY (source, record_type, event_id),
  CHECK ((parcel IS NULL) = (place IS NULL)),
  CHECK ((outcome IS NULL) = (finished_at IS NULL))
);
CREATE INDEX event_open ON channels.event (source, record_type, accepted_at) WHERE outcome IS NULL;
CREATE INDEX event_under_way ON channels.event (parcel, place) WHERE parcel IS NOT NULL AND outcome IS NULL;
