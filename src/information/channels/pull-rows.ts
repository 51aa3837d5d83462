import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import pg from 'pg'
import { quotedCell } from './cell.ts'
import { type PullDefinition, refuse } from './contract.ts'
import type { Watermark } from './store.ts'

/** What came of asking a source's database: a file, and how far it reaches. */
export interface Pulled {
  rows: number
  watermark: Watermark | null
  /** The limit was reached: the next round goes on at once. */
  more: boolean
}

const rowsAtOnce = 5000

/**
 * Asks a PostgreSQL for the rows after the watermark and writes them as CSV, every value as the server prints it.
 * In one read-only transaction, with a cursor: memory does not grow with the answer. The query is the operator's
 * own text; what is put around it takes the watermark as a parameter.
 */
export async function pullRows(
  connection: string,
  pull: PullDefinition,
  after: Watermark | null,
  path: string,
): Promise<Pulled> {
  const client = new pg.Client({
    connectionString: connection,
    connectionTimeoutMillis: 10_000,
    application_name: 'sanxin pull',
    // The text of the server is kept: numbers lose nothing, and dates get no zone that they did not have.
    types: { getTypeParser: () => (text: string) => text } as never,
  })
  // A connection that breaks while nobody waits for it must not end the process; the next query says so.
  client.on('error', () => {})
  try {
    await asked(client.connect())
    await asked(client.query('begin transaction isolation level repeatable read read only'))
    await asked(
      client.query(
        `set local statement_timeout = ${pull.timeoutSeconds * 1000}; set local datestyle = 'ISO, YMD'; set local timezone = 'Asia/Shanghai'`,
      ),
    )
    return await readAll(client, pull, after, path)
  } finally {
    await client.end().catch(() => {})
  }
}

/** What the other side does not answer is a refusal of the run; a fault on our own disk is not. */
function asked<Answer>(question: Promise<Answer>): Promise<Answer> {
  return question.catch((error: Error) => refuse('pull-failed', { cause: causeOf(error) }))
}

async function readAll(
  client: pg.Client,
  pull: PullDefinition,
  after: Watermark | null,
  path: string,
): Promise<Pulled> {
  const [watermark, key] = [`"${pull.watermark}"`, `"${pull.key}"`]
  const beyond = after === null ? '' : `where (${watermark}, ${key}) > ($1, $2)`
  const query = `select * from (${pull.query}\n) pulled ${beyond} order by ${watermark}, ${key} limit ${pull.rowsMax}`
  const values = after === null ? [] : [after.value, after.key]
  // The extended protocol takes one statement: a query that closes the bracket and goes on is refused by the server.
  const text = `declare pull no scroll cursor for ${query}`
  await asked(client.query({ text, values, queryMode: 'extended' } as pg.QueryConfig))
  const out = createWriteStream(path, { mode: 0o600 })
  try {
    let [rows, last]: [number, Watermark | null] = [0, null]
    for (;;) {
      const answer = await asked(client.query({ text: `fetch ${rowsAtOnce} from pull`, rowMode: 'array' }))
      const columns = columnsOf(answer.fields, pull)
      if (rows === 0) await write(out, `${columns.shown.map(({ title }) => quotedCell(title)).join(',')}\n`)
      const lines = (answer.rows as (string | null)[][]).map((row) =>
        columns.shown.map(({ place, boolean }) => cellOf(row[place]!, boolean)).join(','),
      )
      if (lines.length > 0) await write(out, `${lines.join('\n')}\n`)
      rows += lines.length
      last = watermarkOf(answer.rows as (string | null)[][], columns) ?? last
      if (answer.rows.length < rowsAtOnce)
        return { rows, watermark: last ?? after, more: rows >= pull.rowsMax }
    }
  } finally {
    out.end()
    await once(out, 'close')
  }
}

/** Of the last row that has one: those without come last in the order, and no later round could compare with them. */
function watermarkOf(
  rows: readonly (string | null)[][],
  columns: { watermark: number; key: number },
): Watermark | null {
  const end = rows.findLast((row) => row[columns.watermark] !== null && row[columns.key] !== null)
  return end ? { value: end[columns.watermark]!, key: end[columns.key]! } : null
}

const booleanType = 16

function columnsOf(fields: readonly pg.FieldDef[], pull: PullDefinition) {
  const placeOf = (column: string) => {
    const place = fields.findIndex((field) => field.name === column)
    return place < 0 ? refuse('pull-column-missing', { column }) : place
  }
  const shown = fields
    .map((field, place) => ({ title: field.name, place, boolean: field.dataTypeID === booleanType }))
    .filter(({ title }) => !pull.ignored.includes(title))
  return { shown, watermark: placeOf(pull.watermark), key: placeOf(pull.key) }
}

function cellOf(value: string | null, boolean: boolean): string {
  if (value === null) return ''
  return boolean ? (value === 't' ? 'true' : 'false') : quotedCell(value)
}

async function write(out: NodeJS.WritableStream, text: string): Promise<void> {
  if (!out.write(text)) await once(out, 'drain')
}

/** What the server or the network said, without anything of the connection string. */
function causeOf(error: Error): string {
  const { code, severity } = error as { code?: string; severity?: string }
  return severity === undefined
    ? (code ?? 'connection-lost')
    : `${code ?? ''} ${error.message}`.trim().slice(0, 300)
}
