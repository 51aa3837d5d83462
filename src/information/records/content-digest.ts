import type { RecordType } from '../../trust/catalog/index.ts'
import { name } from './sql-text.ts'

/** SHA-256 of nothing: the digest of no rows. */
export const digestOfNoRows = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/**
 * Two columns, the number of rows and one SHA-256 over what they say: over the hashes, of each the subjects in
 * order, of each the rows in the order of their text. It knows nothing of files, so that it is the same before and
 * after a compaction; a row says its values, its source and since when it is known. Codes go by their position,
 * which never changes. Memory holds one subject's rows at a time.
 */
export function contentDigestSql(columns: readonly string[], rows: string): string {
  const values = [...columns.map(name), 'source_id', 'epoch_ms(known)'].map((value) => `(${value})::VARCHAR`)
  const line = `to_json([${values.join(', ')}])::VARCHAR`
  const over = (text: string, order: string) => `sha256(string_agg(${text}, chr(10) ORDER BY ${order}))`
  return `SELECT coalesce(sum(n), 0)::BIGINT AS rows, 'sha256:' || coalesce(${over('digest', 'hash8')}, sha256('')) AS digest
    FROM (SELECT hash8, sum(n) AS n, ${over("subject || ' ' || digest", 'subject')} AS digest
      FROM (SELECT hash8, subject, count(*) AS n, ${over(line, line)} AS digest
        FROM (${rows}) GROUP BY hash8, subject) GROUP BY hash8)`
}

/** The fields that a row holds beside its identifier. */
export function valueColumns(recordType: RecordType): string[] {
  return recordType.fields.filter((field) => field.type !== 'identifier').map((field) => field.name)
}
