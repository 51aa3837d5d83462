-- Identity over time. An entity is what one delivered subject says; a link says that one entity is another, known
-- from one moment and perhaps only to another. No claim moves when two entities turn out to be one enterprise, so
-- that an undone merge leaves nothing behind, and a read as of before it finds what it found then.

-- The entity that this one is now, a copy of the live links for quick reading; null: itself.
ALTER TABLE enterprises.enterprise ADD COLUMN survivor uuid REFERENCES enterprises.enterprise (id);
CREATE INDEX enterprise_by_survivor ON enterprises.enterprise (survivor) WHERE survivor IS NOT NULL;

-- A person or a rule decided on identity. Deeds are never changed; an undo is a deed of its own.
CREATE TABLE enterprises.identity_deed (
  id uuid PRIMARY KEY,
  sequence bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  kind text NOT NULL CHECK (kind IN ('merge', 'split')),
  absorbed uuid NOT NULL REFERENCES enterprises.enterprise (id),
  survivor uuid NOT NULL REFERENCES enterprises.enterprise (id),
  how text NOT NULL CHECK (how IN ('identifier', 'name-and-region', 'review')),
  -- The deed that this one takes back.
  undoes uuid REFERENCES enterprises.identity_deed (id),
  proposed_by text NOT NULL,
  -- Null where a rule decided by itself.
  reviewed_by text,
  reason text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX identity_deed_by_absorbed ON enterprises.identity_deed (absorbed);
CREATE INDEX identity_deed_by_survivor ON enterprises.identity_deed (survivor);

CREATE TABLE enterprises.link (
  absorbed uuid NOT NULL REFERENCES enterprises.enterprise (id),
  survivor uuid NOT NULL REFERENCES enterprises.enterprise (id),
  -- Null: known for as long as the rows are, because the rows themselves say it.
  known_from timestamptz,
  known_to timestamptz,
  made_by uuid NOT NULL REFERENCES enterprises.identity_deed (id),
  ended_by uuid REFERENCES enterprises.identity_deed (id),
  CHECK (absorbed <> survivor)
);
CREATE UNIQUE INDEX link_live ON enterprises.link (absorbed) WHERE known_to IS NULL;
CREATE INDEX link_by_survivor ON enterprises.link (survivor);
CREATE INDEX link_by_absorbed ON enterprises.link (absorbed);

-- False: said beside the own number of the source (a bank that also gives the USCC), without rows under it in the lake.
ALTER TABLE enterprises.identifier ADD COLUMN delivered boolean NOT NULL DEFAULT true;

-- What a rule, the linkage or a person believes, until a second person decides.
CREATE TABLE enterprises.suggestion (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('merge', 'split')),
  -- What was merged or would be, and into what; the same pair for a split.
  absorbed uuid NOT NULL REFERENCES enterprises.enterprise (id),
  survivor uuid NOT NULL REFERENCES enterprises.enterprise (id),
  origin text NOT NULL CHECK (origin IN ('matching', 'linkage', 'person')),
  -- Sum of the log2 likelihood ratios of the fields; null where no model weighed it.
  weight double precision,
  reasons jsonb NOT NULL,
  undoes uuid REFERENCES enterprises.identity_deed (id),
  state text NOT NULL CHECK (state IN ('open', 'accepted', 'rejected')),
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  reviewed_by text,
  reviewed_at timestamptz,
  review_reason text,
  deed uuid REFERENCES enterprises.identity_deed (id)
);
CREATE UNIQUE INDEX suggestion_open
  ON enterprises.suggestion (kind, least(absorbed, survivor), greatest(absorbed, survivor)) WHERE state = 'open';
CREATE INDEX suggestion_by_absorbed ON enterprises.suggestion (absorbed);
CREATE INDEX suggestion_by_survivor ON enterprises.suggestion (survivor);
CREATE INDEX suggestion_in_order ON enterprises.suggestion (state, id);

-- An enterprise may bear a name again after years: a name is a row for each day since which it is said to hold.
ALTER TABLE enterprises.name DROP CONSTRAINT name_pkey;
CREATE UNIQUE INDEX name_once ON enterprises.name (enterprise, name, valid_from) NULLS NOT DISTINCT;
-- Said by the source to be no longer borne.
ALTER TABLE enterprises.name ADD COLUMN former boolean NOT NULL DEFAULT false;
-- The name without what spellings differ in, as normalizeName gives it; null: written before that rule, to be filled.
ALTER TABLE enterprises.name ADD COLUMN normal_name text;
CREATE INDEX name_normal ON enterprises.name (normal_name text_pattern_ops);
CREATE INDEX name_to_normalize ON enterprises.name (enterprise) WHERE normal_name IS NULL;

ALTER TABLE enterprises.registration ADD COLUMN normal_name text;
CREATE INDEX registration_normal ON enterprises.registration (normal_name);
CREATE INDEX registration_without_code ON enterprises.registration (normal_name) WHERE uscc IS NULL;
CREATE INDEX registration_to_normalize ON enterprises.registration (enterprise) WHERE normal_name IS NULL;

-- The organization code is the places 9 to 17 of the USCC (GB 32100-2015).
CREATE INDEX identifier_organization_code ON enterprises.identifier (substr(value, 9, 9))
  WHERE scheme = 'uscc' AND known_to IS NULL;

-- Which enterprises look different now; who follows remembers the sequence. All writers hold the lock of claims
-- until they commit, so that the order of the sequence is the order in which changes become visible.
CREATE TABLE enterprises.change (
  sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  enterprise uuid NOT NULL REFERENCES enterprises.enterprise (id),
  at timestamptz NOT NULL
);
INSERT INTO enterprises.change (enterprise, at) SELECT id, created_at FROM enterprises.enterprise ORDER BY created_at, id;
