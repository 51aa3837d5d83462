-- Who is who. An enterprise is an opaque identifier of ours; codes, old numbers and the local numbers of a source
-- are claims that it is meant. A link found later is a new claim with its own known time: it rewrites no past.
CREATE SCHEMA enterprises;

CREATE TABLE enterprises.enterprise (
  id uuid PRIMARY KEY,
  created_at timestamptz NOT NULL
);

CREATE TABLE enterprises.identifier (
  scheme text NOT NULL,
  value text NOT NULL,
  enterprise uuid NOT NULL REFERENCES enterprises.enterprise (id),
  valid_from date,
  valid_to date,
  -- Null: known for as long as its rows are. A link made by a person carries the moment at which it was made.
  known_from timestamptz,
  known_to timestamptz
);
CREATE UNIQUE INDEX identifier_live ON enterprises.identifier (scheme, value) WHERE known_to IS NULL;
CREATE INDEX identifier_by_enterprise ON enterprises.identifier (enterprise);

CREATE TABLE enterprises.name (
  enterprise uuid NOT NULL REFERENCES enterprises.enterprise (id),
  name text NOT NULL,
  valid_from date,
  PRIMARY KEY (enterprise, name)
);
CREATE INDEX name_exact ON enterprises.name (name);

-- The present facts, for display, search and rules. Reads as of a moment go to the lake.
CREATE TABLE enterprises.registration (
  enterprise uuid PRIMARY KEY REFERENCES enterprises.enterprise (id),
  uscc text,
  name text NOT NULL,
  -- Pairs of neighboring characters of the name: what a search for two or more characters looks up.
  name_pairs text[] NOT NULL,
  -- Masked where it is written: the platform shows a natural person nowhere in full.
  legal_representative text,
  registered_capital_fen bigint,
  established_on date,
  status text,
  industry text,
  region text,
  address text,
  effective_on date,
  source text NOT NULL,
  known_at timestamptz NOT NULL
);
CREATE INDEX registration_name_pairs ON enterprises.registration USING gin (name_pairs);
CREATE INDEX registration_uscc ON enterprises.registration (uscc text_pattern_ops);
