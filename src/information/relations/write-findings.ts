import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { DuckDBConnection } from '@duckdb/node-api'
import { findingsOf, type PresentGraph } from './findings.ts'
import { findingNumber, nodeNumber, relationNumber } from './relation-number.ts'

/** Looks through the graph of the tables `node` and `edge`, and writes what stands out in it. */
export async function writeFindings(
  engine: DuckDBConnection,
  path: (table: 'finding' | 'member') => string,
): Promise<number> {
  const findings = findingsOf(await readPresent(engine))
  await writeLines(path('finding'), function* () {
    for (const [number, { kind, members, related }] of findings.entries())
      yield `${number},${findingNumber[kind]},${members.length},${related}\n`
  })
  await writeLines(path('member'), function* () {
    for (const [number, { members }] of findings.entries())
      for (const [place, node] of members.entries()) yield `${number},${place},${node}\n`
  })
  return findings.length
}

async function readPresent(engine: DuckDBConnection): Promise<PresentGraph> {
  const { shareholding, investment, position, guarantee, trade } = relationNumber
  const [kinds] = await readColumns(engine, 'SELECT kind::INTEGER FROM node ORDER BY number')
  const nodes = kinds!.length
  // What both sides report is one holding; the register of the enterprise held comes before what its holder says.
  const holdings = await readColumns(
    engine,
    `SELECT from_node, to_node, coalesce(arg_min(ratio_bps, kind), 0)::INTEGER FROM edge
      WHERE kind IN (${shareholding}, ${investment}) GROUP BY from_node, to_node ORDER BY from_node, to_node`,
  )
  const positions = await readColumns(
    engine,
    `SELECT from_node, to_node, (roles & 1)::INTEGER FROM edge WHERE kind = ${position} ORDER BY from_node, to_node`,
  )
  const guarantees = await readColumns(
    engine,
    `SELECT from_node, to_node FROM edge WHERE kind = ${guarantee} ORDER BY from_node, to_node`,
  )
  const traded = await readColumns(
    engine,
    `SELECT from_node, to_node, coalesce(amount_from, amount_to)::DOUBLE FROM edge
      WHERE kind = ${trade} AND coalesce(amount_from, amount_to) > 0 ORDER BY from_node, to_node`,
  )
  const whole = (columns: Float64Array[], place: number) => Int32Array.from(columns[place]!)
  return {
    nodes,
    isEnterprise: (node) => kinds![node] === nodeNumber.enterprise,
    holdings: { from: whole(holdings, 0), to: whole(holdings, 1), ratiosBps: whole(holdings, 2) },
    positions: {
      from: whole(positions, 0),
      to: whole(positions, 1),
      isRepresentative: Uint8Array.from(positions[2]!),
    },
    guarantees: { from: whole(guarantees, 0), to: whole(guarantees, 1) },
    trade: { from: whole(traded, 0), to: whole(traded, 1), amounts: traded[2]! },
  }
}

/** The columns of a query of numbers. */
async function readColumns(engine: DuckDBConnection, query: string): Promise<Float64Array[]> {
  const result = await engine.stream(query)
  let columns = Array.from({ length: result.columnCount }, () => new Float64Array(65_536))
  let rows = 0
  for (;;) {
    const chunk = await result.fetchChunk()
    if (!chunk || chunk.rowCount === 0) break
    const count = chunk.rowCount
    if (rows + count > columns[0]!.length)
      columns = columns.map((column) => {
        const larger = new Float64Array(column.length * 2)
        larger.set(column)
        return larger
      })
    for (const [place, column] of columns.entries()) {
      const { items } = chunk.getColumnVector(place) as unknown as { items: ArrayLike<number> }
      for (let row = 0; row < count; row++) column[rows + row] = items[row]!
    }
    rows += count
  }
  return columns.map((column) => column.slice(0, rows))
}

async function writeLines(path: string, lines: () => Generator<string>): Promise<void> {
  const out = createWriteStream(path)
  for (const line of lines()) if (!out.write(line)) await once(out, 'drain')
  out.end()
  await once(out, 'close')
}
