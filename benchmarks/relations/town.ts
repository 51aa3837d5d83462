import { DuckDBInstance } from '@duckdb/node-api'

/** Relations of a made-up town, drawn directly in the form in which a build reads them; the same for the same size. */
export interface TownFiles {
  claims: string
  traded: string
  entities: string
}

/** The code and the identifier of the firm with a number, as SQL. */
export const codeSql = (number: string) => `'91450100' || lpad((${number})::VARCHAR, 10, '0')`
export const identifierSql = (number: string) =>
  `'01900000-0000-7000-8000-' || lpad((${number})::VARCHAR, 12, '0')`
export const identifierOf = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`

/** Sellers with many customers: the first firms, ten thousand each. */
export const hubs = 20
export const hubCustomers = 10_000

/**
 * For each firm on average: 1.6 holders (a third of them firms), 2.2 offices of persons who hold 1.9 each, half an
 * investment, a fifth of a guarantee, 5.5 customers. Customers are drawn by a square law, so some have very many.
 */
export async function writeTown(firms: number, files: TownFiles): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB' })
  const engine = await instance.connect()
  const known = `TIMESTAMP '2026-01-15', NULL::TIMESTAMP`
  const draw = (salt: number, below: number | string) =>
    `(hash(n * 31 + ${salt}) % (${below})::UBIGINT)::BIGINT`
  const person = (salt: number) => `'person:' || lpad(to_hex(${draw(salt, (firms * 1.15) | 0)}), 24, '0')`
  const claim = (rows: number, columns: string) =>
    `SELECT ${columns}, ${known} FROM (SELECT range AS n, range % ${firms} AS firm FROM range(${rows}))`
  try {
    await engine.run(`COPY (
      SELECT 0::TINYINT AS kind, from_key, from_kind::TINYINT AS from_kind, from_name, to_key, to_name,
        ratio_bps::INTEGER AS ratio_bps, amount::BIGINT AS amount, roles::SMALLINT AS roles, part, since, "until", known, known_to
      FROM (SELECT NULL AS kind, NULL AS from_key, NULL AS from_kind, NULL AS from_name, NULL AS to_key, NULL AS to_name,
        NULL AS ratio_bps, NULL AS amount, NULL AS roles, NULL AS part, NULL::DATE AS since, NULL::DATE AS "until",
        NULL::TIMESTAMP AS known, NULL::TIMESTAMP AS known_to) WHERE false
      UNION ALL ${claim((firms * 1.1) | 0, `0, ${person(1)}, 1, '韦*远', ${codeSql('firm')}, NULL, 1000 + ${draw(2, 5000)}, 100000000, NULL, NULL, DATE '2018-01-01', NULL`)}
      UNION ALL ${claim((firms * 0.5) | 0, `0, ${codeSql(draw(3, firms))}, 0, '某公司', ${codeSql('firm')}, NULL, 500 + ${draw(4, 5500)}, 100000000, NULL, NULL, DATE '2018-01-01', NULL`)}
      UNION ALL ${claim((firms * 0.5) | 0, `1, ${codeSql(draw(3, firms))}, 0, '某公司', ${codeSql('firm')}, NULL, 500 + ${draw(4, 5500)}, 100000000, NULL, NULL, DATE '2018-01-01', NULL`)}
      UNION ALL ${claim((firms * 2.2) | 0, `2, ${person(5)}, 1, '韦*远', ${codeSql('firm')}, NULL, NULL, NULL, 1 + ${draw(6, 30)}, NULL, DATE '2018-01-01', NULL`)}
      UNION ALL ${claim((firms * 0.2) | 0, `3, ${codeSql('firm * 5')}, 0, NULL, ${codeSql(draw(7, firms))}, '某公司', NULL, 100000000 + ${draw(8, 1e9)}, NULL, n::VARCHAR, DATE '2025-03-01', NULL`)}
    ) TO '${files.claims}' (FORMAT parquet)`)
    const customer = `(pow(${draw(9, 1_000_000)} / 1e6, 2) * ${firms})::BIGINT % ${firms}`
    await engine.run(`COPY (
      SELECT from_key, to_key, '某公司' AS from_name, '某公司' AS to_name, max(amount_from) AS amount_from, max(amount_to) AS amount_to FROM (
        SELECT ${codeSql('firm')} AS from_key, ${codeSql(customer)} AS to_key, (1000000 + ${draw(10, 1e10)})::BIGINT AS amount_from,
          CASE WHEN n % 3 > 0 THEN (1000000 + ${draw(10, 1e10)})::BIGINT END AS amount_to
        FROM (SELECT range AS n, range % ${firms} AS firm FROM range(${(firms * 5.3) | 0}))
        UNION ALL SELECT ${codeSql(`n % ${hubs}`)}, ${codeSql(draw(11, firms))}, (1000000 + ${draw(12, 1e10)})::BIGINT, NULL
        FROM (SELECT range AS n FROM range(${hubs * hubCustomers}))) GROUP BY from_key, to_key
    ) TO '${files.traded}' (FORMAT parquet)`)
    await engine.run(`COPY (SELECT ${codeSql('range')}, ${identifierSql('range')} FROM range(${firms}))
      TO '${files.entities}' (FORMAT csv, HEADER false)`)
  } finally {
    engine.closeSync()
    instance.closeSync()
  }
}
