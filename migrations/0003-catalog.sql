-- The sources that deliver records, and how their files are read. Layouts are data, so that a department that
-- renames a column costs a row here and not a release. Standard sources come with the platform; a row with the
-- same id takes precedence.
CREATE SCHEMA catalog;

CREATE TABLE catalog.source (
  id text PRIMARY KEY,
  zh text NOT NULL,
  en text NOT NULL,
  organization text NOT NULL,
  identifier_scheme text NOT NULL CHECK (identifier_scheme IN ('uscc', 'local')),
  layouts jsonb NOT NULL CHECK (jsonb_typeof(layouts) = 'array'),
  registered_at timestamptz NOT NULL
);
