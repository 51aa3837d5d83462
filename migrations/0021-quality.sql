-- What each delivery looked like, what was odd about it, and who has to answer for it.
CREATE SCHEMA quality;

CREATE TABLE quality.delivery (
  batch uuid PRIMARY KEY,
  record_type text NOT NULL,
  source text NOT NULL,
  -- When it counts as delivered: its known time for history, else the moment of its measures.
  at timestamptz NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('published', 'held', 'released', 'rejected', 'withdrawn')),
  -- A part on purpose (corrected rows sent again, single events): no measure for whole deliveries.
  partial boolean NOT NULL,
  measures jsonb NOT NULL,
  findings jsonb NOT NULL,
  thresholds text NOT NULL,
  -- How many enterprises the platform knew then; null where nobody counted.
  enterprises_known bigint
);
CREATE INDEX delivery_by_line ON quality.delivery (record_type, source, at DESC, batch DESC);
CREATE INDEX delivery_held ON quality.delivery (record_type, source) WHERE outcome = 'held';

-- One row for each source and record type: what the overview shows, worked out when a delivery is kept.
CREATE TABLE quality.line (
  record_type text NOT NULL,
  source text NOT NULL,
  organization text NOT NULL,
  owner text NOT NULL,
  deliveries integer NOT NULL CHECK (deliveries >= 0),
  last_delivered_on date,
  covered_to text,
  due_on date,
  -- After this day a delivery that has not come is missing and no longer late.
  missing_after date,
  -- jsonb: scores and the figures of the last deliveries.
  summary jsonb NOT NULL,
  PRIMARY KEY (source, record_type)
);
CREATE INDEX line_by_organization ON quality.line (organization, source, record_type);
CREATE INDEX line_due ON quality.line (due_on) WHERE due_on IS NOT NULL;

CREATE TABLE quality.quality_case (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('delivery-broken', 'delivery-missing')),
  state text NOT NULL CHECK (state IN ('open', 'acknowledged', 'resolved', 'waived')),
  severity text NOT NULL CHECK (severity IN ('hold', 'case', 'note')),
  record_type text NOT NULL,
  source text NOT NULL,
  organization text NOT NULL,
  batch uuid REFERENCES quality.delivery (batch),
  -- The due date that passed, of a missing delivery.
  missed_on date,
  owner text NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  findings jsonb NOT NULL,
  opened_at timestamptz NOT NULL,
  due_on date NOT NULL,
  closed_at timestamptz,
  CHECK ((kind = 'delivery-broken') = (batch IS NOT NULL)),
  CHECK ((kind = 'delivery-missing') = (missed_on IS NOT NULL)),
  CHECK ((state IN ('resolved', 'waived')) = (closed_at IS NOT NULL))
);
-- A delivery and a missed date raise one case each, however often somebody looks.
CREATE UNIQUE INDEX case_of_batch ON quality.quality_case (batch) WHERE batch IS NOT NULL;
CREATE UNIQUE INDEX case_of_missed ON quality.quality_case (source, record_type, missed_on) WHERE missed_on IS NOT NULL;
CREATE INDEX case_by_organization ON quality.quality_case (organization, id);
CREATE INDEX case_by_line ON quality.quality_case (source, record_type, id);

CREATE TABLE quality.case_entry (
  id uuid PRIMARY KEY,
  quality_case uuid NOT NULL REFERENCES quality.quality_case (id),
  at timestamptz NOT NULL,
  account text NOT NULL,
  organization text NOT NULL,
  act text NOT NULL,
  state text NOT NULL,
  comment text
);
CREATE INDEX entry_by_case ON quality.case_entry (quality_case, id);

-- Changes of the thresholds, each proposed by one person and decided by another.
CREATE TABLE quality.threshold_change (
  id uuid PRIMARY KEY,
  record_type text,
  source text,
  change jsonb NOT NULL,
  why text NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected')),
  version integer,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  CHECK ((state = 'approved') = (version IS NOT NULL)),
  CHECK ((state = 'proposed') = (decided_by IS NULL)),
  CHECK (decided_by <> proposed_by)
);
CREATE UNIQUE INDEX change_by_version ON quality.threshold_change (record_type, source, version)
  NULLS NOT DISTINCT WHERE version IS NOT NULL;

-- What a job counts over the lake: months of a line, and what two sources say of the same keys.
CREATE TABLE quality.lake_measure (
  record_type text NOT NULL,
  source text NOT NULL,
  as_of timestamptz NOT NULL,
  months jsonb NOT NULL,
  consistency jsonb NOT NULL,
  PRIMARY KEY (source, record_type)
);
