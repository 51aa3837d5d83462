-- The data directory as versions: record types, sources and reference lists are proposed by one person and approved
-- by another. A definition is kept once, under the SHA-256 of its bytes, and never changes; a version points at it.
CREATE TABLE catalog.definition (
  digest text PRIMARY KEY CHECK (digest = 'sha256:' || encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  kind text NOT NULL CHECK (kind IN ('record-type', 'source', 'reference-list')),
  name text NOT NULL,
  content text NOT NULL
);

CREATE TABLE catalog.version (
  id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('record-type', 'source', 'reference-list')),
  name text NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  digest text NOT NULL REFERENCES catalog.definition,
  -- The digest of the definition that it replaces: approved only while that one is still current.
  based_on text,
  note text NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected')),
  reviewed_by text,
  reviewed_at timestamptz,
  reason text,
  -- Set up by the owner of the machine for a study, without a review; only sources are.
  installed boolean NOT NULL DEFAULT false,
  CHECK ((state = 'proposed') = (reviewed_at IS NULL)),
  CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL)),
  CHECK ((state = 'rejected') = (reason IS NOT NULL)),
  CHECK (NOT installed OR kind = 'source'),
  CHECK (state <> 'approved' OR installed OR reviewed_by <> proposed_by)
);
CREATE UNIQUE INDEX version_approved ON catalog.version (kind, name, version) WHERE state = 'approved';
CREATE INDEX version_by_state ON catalog.version (state, proposed_at DESC);

CREATE FUNCTION catalog.keep_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR TG_TABLE_NAME = 'definition' THEN
    RAISE EXCEPTION 'a definition of the data directory never changes';
  END IF;
  IF OLD.state <> 'proposed'
    OR (NEW.id, NEW.kind, NEW.name, NEW.version, NEW.digest, NEW.note, NEW.proposed_by, NEW.proposed_at, NEW.installed)
      IS DISTINCT FROM
      (OLD.id, OLD.kind, OLD.name, OLD.version, OLD.digest, OLD.note, OLD.proposed_by, OLD.proposed_at, OLD.installed)
    OR NEW.based_on IS DISTINCT FROM OLD.based_on THEN
    RAISE EXCEPTION 'a version of the data directory never changes';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_definitions BEFORE UPDATE OR DELETE ON catalog.definition
  FOR EACH ROW EXECUTE FUNCTION catalog.keep_versions();
CREATE TRIGGER keep_versions BEFORE UPDATE OR DELETE ON catalog.version
  FOR EACH ROW EXECUTE FUNCTION catalog.keep_versions();

-- One row. Each approval chains the digest of the approved definition to it, so that equal revisions are equal
-- directories: a process keeps what it has read until the revision is another.
CREATE TABLE catalog.revision (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  revision text NOT NULL
);
INSERT INTO catalog.revision (revision) VALUES ('standard');

-- The sources registered so far become first versions.
INSERT INTO catalog.definition (digest, kind, name, content)
SELECT 'sha256:' || encode(sha256(convert_to(content, 'UTF8')), 'hex'), 'source', id, content
FROM (
  SELECT id, json_build_object('id', id, 'zh', zh, 'en', en, 'organization', organization,
    'identifierScheme', identifier_scheme, 'layouts', layouts)::text AS content
  FROM catalog.source
) AS known;
INSERT INTO catalog.version (id, kind, name, version, digest, note, proposed_by, proposed_at, state, reviewed_by,
  reviewed_at, installed)
SELECT 'source-' || source.id, 'source', source.id, 1, definition.digest, 'registered before versions', 'operator',
  registered_at, 'approved', 'operator', registered_at, true
FROM catalog.source JOIN catalog.definition ON kind = 'source' AND name = source.id;
UPDATE catalog.revision SET revision = 'taken-over-' || (SELECT md5(coalesce(string_agg(digest, '' ORDER BY digest), ''))
  FROM catalog.definition) WHERE EXISTS (SELECT FROM catalog.definition);
DROP TABLE catalog.source;
