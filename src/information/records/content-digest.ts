import { createHash } from 'node:crypto'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { RecordType } from '../../trust/catalog/index.ts'
import { name } from './sql-text.ts'

/** The fields that a row holds beside its identifier. */
export function valueColumns(recordType: RecordType): string[] {
  return recordType.fields.filter((field) => field.type !== 'identifier').map((field) => field.name)
}

/** How many rows there are and one SHA-256 over what they say. */
export interface ContentDigest {
  rows: number
  digest: string
}

/**
 * The digest of rows that come in queries, in the order of hash8: over the hashes in order, of each the subjects in
 * order, of each the rows in the order of their text. It knows nothing of files, so that it is the same before and
 * after a compaction. A row says its values, its source and since when it is known; codes go by their position,
 * which never changes. The engine holds the rows of one query at a time.
 */
export async function digestRows(
  engine: DuckDBConnection,
  columns: readonly string[],
  queries: readonly string[],
): Promise<ContentDigest> {
  const total = createHash('sha256')
  let rows = 0
  for (const query of queries) {
    const hashes = await engine.runAndReadAll(hashDigestsSql(columns, query))
    for (const [hash8, count, digest] of hashes.getRows()) {
      rows += Number(count)
      total.update(`${hash8} ${count} ${digest}\n`)
    }
  }
  return { rows, digest: `sha256:${total.digest('hex')}` }
}

function hashDigestsSql(columns: readonly string[], rows: string): string {
  const values = [...columns.map(name), 'source_id', 'epoch_ms(known)'].map((value) => `(${value})::VARCHAR`)
  const line = `to_json([${values.join(', ')}])::VARCHAR`
  const over = (text: string, order: string) => `sha256(string_agg(${text}, chr(10) ORDER BY ${order}))`
  return `SELECT hash8::INTEGER, sum(n)::DOUBLE, ${over("subject || ' ' || digest", 'subject')}
    FROM (SELECT hash8, subject, count(*) AS n, ${over(line, line)} AS digest FROM (${rows}) GROUP BY hash8, subject)
    GROUP BY hash8 ORDER BY hash8`
}
