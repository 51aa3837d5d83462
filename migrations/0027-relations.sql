-- The relation graph: a copy of what published records say of who holds, leads, guarantees and trades with whom. It is
-- built anew in bulk into the one of two slots that nobody reads, and counts from the moment relations.build says so;
-- nothing here cannot be rebuilt from the lake.
CREATE SCHEMA relations;

-- One row: which slot is read, and what it was built from.
CREATE TABLE relations.build (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  slot text NOT NULL CHECK (slot IN ('a', 'b')),
  built_at timestamptz NOT NULL,
  -- Facts of the lake and decisions on identity that were counted before the build began.
  facts bigint NOT NULL,
  -- The 12 months of trade, YYYY-MM; null without any.
  trade_from text,
  trade_to text,
  nodes integer NOT NULL,
  edges bigint NOT NULL,
  findings integer NOT NULL,
  seconds real NOT NULL
);

-- Numbers are of one build alone; what leaves the platform is ref.
CREATE TABLE relations.node_a (
  number integer NOT NULL,
  -- The identifier of an enterprise; 'uscc:…' of one that the platform does not know; 'person:…', 'institution:…'.
  ref text NOT NULL,
  kind smallint NOT NULL,
  uscc text,
  -- Of an enterprise as some record calls it; of a person it is masked: the full name is not kept.
  name text NOT NULL,
  -- Present neighbors by kind of relation, both ways; then, by kind again, those in its own records.
  degrees integer[] NOT NULL
);

-- What holds on the day of the build, one row a pair, direction and kind.
CREATE TABLE relations.edge_a (
  from_node integer NOT NULL,
  to_node integer NOT NULL,
  kind smallint NOT NULL,
  ratio_bps integer,
  -- As the own record of each end says, null where it says nothing; what is withheld is decided by this.
  amount_from bigint,
  amount_to bigint,
  roles smallint,
  since date,
  until date,
  -- How much it weighs among the edges of its kind, seen from either end.
  rank_from real NOT NULL,
  rank_to real NOT NULL
);

-- What was said of ownership, positions and guarantees at any time, for answers as of a day.
CREATE TABLE relations.version_a (
  from_node integer NOT NULL,
  to_node integer NOT NULL,
  kind smallint NOT NULL,
  ratio_bps integer,
  amount bigint,
  roles smallint,
  since date,
  until date,
  known_from timestamptz NOT NULL,
  known_to timestamptz
);

CREATE TABLE relations.finding_a (
  number integer NOT NULL,
  kind smallint NOT NULL,
  size integer NOT NULL,
  related boolean NOT NULL
);

CREATE TABLE relations.member_a (
  finding integer NOT NULL,
  place integer NOT NULL,
  node integer NOT NULL
);

CREATE TABLE relations.node_b (LIKE relations.node_a);
CREATE TABLE relations.edge_b (LIKE relations.edge_a);
CREATE TABLE relations.version_b (LIKE relations.version_a);
CREATE TABLE relations.finding_b (LIKE relations.finding_a);
CREATE TABLE relations.member_b (LIKE relations.member_a);

-- Named, because a build takes them off the slot that it fills and puts them back when it is full.
CREATE UNIQUE INDEX node_a_number ON relations.node_a (number);
CREATE UNIQUE INDEX node_a_ref ON relations.node_a (ref);
CREATE INDEX edge_a_from ON relations.edge_a (from_node, kind, rank_from DESC);
CREATE INDEX edge_a_to ON relations.edge_a (to_node, kind, rank_to DESC);
CREATE INDEX version_a_from ON relations.version_a (from_node);
CREATE INDEX version_a_to ON relations.version_a (to_node);
CREATE UNIQUE INDEX finding_a_number ON relations.finding_a (number);
CREATE INDEX member_a_finding ON relations.member_a (finding, place);
CREATE INDEX member_a_node ON relations.member_a (node);
CREATE UNIQUE INDEX node_b_number ON relations.node_b (number);
CREATE UNIQUE INDEX node_b_ref ON relations.node_b (ref);
CREATE INDEX edge_b_from ON relations.edge_b (from_node, kind, rank_from DESC);
CREATE INDEX edge_b_to ON relations.edge_b (to_node, kind, rank_to DESC);
CREATE INDEX version_b_from ON relations.version_b (from_node);
CREATE INDEX version_b_to ON relations.version_b (to_node);
CREATE UNIQUE INDEX finding_b_number ON relations.finding_b (number);
CREATE INDEX member_b_finding ON relations.member_b (finding, place);
CREATE INDEX member_b_node ON relations.member_b (node);
