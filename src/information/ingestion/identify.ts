import { type Source, subjectPrefix } from '../../trust/catalog/index.ts'
import { usccCheckSql, usccFormSql } from '../enterprises/index.ts'
import { blanks, sqlText } from './check.ts'

/** Reasons that the table of identifiers gives; 0 is none. */
export const identifierReasons = ['identifier-malformed', 'identifier-check-digit'] as const

/**
 * Each different identifier of the batch once: its subject, its place in the order of the lake, and what is wrong
 * with it. A file has far fewer enterprises than rows, so the check digit costs next to nothing.
 * hash8 is the first byte of the MD5 of the subject: every engine can compute it, today and in ten years.
 */
export function createSubjectSql(source: Source): string {
  const local = source.identifierScheme === 'local'
  const plain = local ? `trim(id, ${blanks})` : `upper(trim(id, ${blanks}))`
  const problem = local
    ? `CASE WHEN length(value) > 64 OR value = '' THEN 1 ELSE 0 END`
    : `CASE WHEN NOT ${usccFormSql('value')} THEN 1 WHEN NOT ${usccCheckSql('value')} THEN 2 ELSE 0 END`
  return `CREATE TABLE subject AS
    SELECT *, dense_rank() OVER (ORDER BY hash8, subject)::INTEGER AS ordinal
    FROM (SELECT id, value, ${sqlText(subjectPrefix(source))} || value AS subject, (${problem})::UTINYINT AS problem,
        ('0x' || substr(md5(${sqlText(subjectPrefix(source))} || value), 1, 2))::UTINYINT AS hash8
      FROM (SELECT id, ${plain} AS value FROM (SELECT DISTINCT id FROM staged WHERE problem IS NULL)))`
}
