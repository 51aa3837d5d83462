-- Scorecards as data, every published version kept: a decision names the digest of the card that made it, and is
-- replayed with it. One is current. The scores of all enterprises are kept by month, for standing among peers and for
-- the course of a firm's own score; a score as of another moment is computed again.
CREATE SCHEMA scoring;

CREATE TABLE scoring.scorecard (
  id text NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  digest text NOT NULL,
  card jsonb NOT NULL,
  -- What it was fitted and tested on: cohorts, rows, figures out of time.
  fitted_on jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('current', 'retired')),
  published_at timestamptz NOT NULL,
  PRIMARY KEY (id, version)
);
CREATE UNIQUE INDEX scorecard_current ON scoring.scorecard (status) WHERE status = 'current';

CREATE TABLE scoring.score (
  enterprise uuid NOT NULL,
  month text NOT NULL,
  scorecard text NOT NULL,
  version integer NOT NULL,
  score double precision,
  grade text,
  probability_of_default double precision,
  -- The reason why there is no score.
  not_scored text,
  -- Section of GB/T 4754, a letter.
  industry text,
  PRIMARY KEY (enterprise, month),
  CHECK ((score IS NULL) = (not_scored IS NOT NULL)),
  FOREIGN KEY (scorecard, version) REFERENCES scoring.scorecard (id, version)
);
CREATE INDEX score_by_industry ON scoring.score (industry, month, score);

-- The median points of a factor among the scored enterprises of a section; never of fewer than ten.
CREATE TABLE scoring.peer_factor (
  month text NOT NULL,
  industry text NOT NULL,
  factor text NOT NULL,
  median double precision NOT NULL,
  enterprises integer NOT NULL CHECK (enterprises >= 10),
  PRIMARY KEY (month, industry, factor)
);
