-- A registry delivers a million enterprises at once, and each of their claims is written under one lock by one verb.
-- What is checked here row by row costs more there than all the rest.

-- A part of a name is found by the search's own index; the store answers only for the newest changes and by beginnings.
ALTER TABLE enterprises.registration DROP COLUMN name_pairs;

-- Entities are never deleted, and a row under one is written in the transaction in which the entity was found or made.
ALTER TABLE enterprises.identifier DROP CONSTRAINT identifier_enterprise_fkey;
ALTER TABLE enterprises.name DROP CONSTRAINT name_enterprise_fkey;
ALTER TABLE enterprises.registration DROP CONSTRAINT registration_enterprise_fkey;
ALTER TABLE enterprises.change DROP CONSTRAINT change_enterprise_fkey;

-- Names are compared as normalized; only the filling of what an earlier rule wrote looks at the very text.
DROP INDEX enterprises.name_exact;
DROP INDEX enterprises.name_to_normalize;
CREATE INDEX name_to_normalize ON enterprises.name (name) WHERE normal_name IS NULL;
DROP INDEX enterprises.registration_to_normalize;
CREATE INDEX registration_to_normalize ON enterprises.registration (name) WHERE normal_name IS NULL;
-- Beginnings too, whatever the collation of the database.
DROP INDEX enterprises.registration_normal;
CREATE INDEX registration_normal ON enterprises.registration (normal_name text_pattern_ops);
