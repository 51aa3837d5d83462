import { DuckDBInstance } from '@duckdb/node-api'

/** Invoices in the layout and the order of the lake: sorted by the hash of the enterprise, enterprise and day. */
const [path, rows, firms] = process.argv.slice(2) as [string, string, string]
const instance = await DuckDBInstance.create(':memory:')
const engine = await instance.connect()
await engine.run(`COPY (
    SELECT ('0x' || substr(md5(subject), 1, 2))::UTINYINT AS hash8, * FROM (
      SELECT '9145' || lpad(((h >> 3) % ${firms})::VARCHAR, 14, '0') AS subject,
        (h % 100 < 45)::UTINYINT AS direction, i::VARCHAR AS invoice_number,
        DATE '2024-10-01' + ((h >> 7) % 730)::INTEGER AS issued_on,
        'counterparty ' || ((h >> 17) % 5000)::VARCHAR AS counterparty,
        (((h >> 20) % 10000000) * CASE WHEN (h >> 44) % 100 < 3 THEN -1 ELSE 1 END)::BIGINT AS amount,
        ((h >> 50) % 100 < 5)::UTINYINT AS status
      FROM (SELECT range AS i, (hash(range) >> 1)::BIGINT AS h FROM range(${rows})))
    ORDER BY hash8, subject, issued_on) TO '${path}' (FORMAT parquet)`)
