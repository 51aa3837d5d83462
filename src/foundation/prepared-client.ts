import { createHash } from 'node:crypto'
import pg from 'pg'

/** Statements that a connection keeps prepared; what comes after is sent as it is. */
const statementsMax = 300

/** A longer text is a bulk insert, whose text changes with the number of its rows. */
const textLengthMax = 6000

const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined || names.size >= statementsMax || text.length > textLengthMax) return known
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 22)
  names.set(text, name)
  return name
}

/**
 * A connection that prepares each statement with parameters at its first use: the server parses and plans it once,
 * not at every call. Kysely sends a text and its parameters, and so does everything else here.
 */
export class PreparedClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: the many forms of query in pg's types; only the one with text and parameters is changed
  override query(...given: any[]): any {
    const [text, parameters] = given as [unknown, readonly unknown[] | undefined]
    const send = super.query.bind(this) as (...given: unknown[]) => unknown
    if (typeof text !== 'string' || !Array.isArray(parameters) || parameters.length === 0)
      return send(...given)
    const name = nameOf(text)
    return name === undefined ? send(...given) : send({ name, text, values: parameters }, ...given.slice(2))
  }
}
