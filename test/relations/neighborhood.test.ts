import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { proposeMerge, reviewSuggestion } from '../../src/information/enterprises/index.ts'
import { withdrawBatch } from '../../src/information/ingestion/index.ts'
import { listRecords } from '../../src/information/records/index.ts'
import {
  findRelationPath,
  type Neighborhood,
  readNeighborhood,
  readOwnership,
} from '../../src/information/relations/index.ts'
import { codeOf, openTown, operator, rows, type Town } from './town.ts'

const seed = Number(process.env.SANXIN_SEED ?? Date.now() % 1e9)
const firms = 40
const hub = 99
const hubTrades = 10_000

/** A small linear congruential generator: the same town for the same seed. */
function dice(from: number): (below: number) => number {
  let state = (from * 2_654_435_761) >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

let town: Town
/** Directed pairs by kind, as delivered. */
const pairs: { kind: string; from: string; to: string }[] = []

before(async () => {
  const roll = dice(seed)
  town = await openTown()
  const numbers = Array.from({ length: firms }, (_, at) => at + 1)
  await town.deliver('registration', [...numbers, hub].map(rows.registration))
  const drawn = new Set<string>()
  const draw = (): [number, number] | undefined => {
    const [from, to] = [1 + roll(firms), 1 + roll(firms)]
    if (from === to || drawn.has(`${from} ${to}`)) return undefined
    drawn.add(`${from} ${to}`)
    return [from, to]
  }
  const lines: Record<'shareholder' | 'guarantee' | 'invoice-counterparty', string[]> = {
    shareholder: [],
    guarantee: [],
    'invoice-counterparty': [],
  }
  for (let edge = 0; edge < 60; edge++) {
    const drawnPair = draw()
    if (!drawnPair) continue
    const [from, to] = drawnPair
    const kind = (['shareholding', 'guarantee', 'trade'] as const)[roll(3)]!
    pairs.push({ kind, from: codeOf(from), to: codeOf(to) })
    if (kind === 'shareholding') lines.shareholder.push(rows.held(to, from, 100 + roll(2000)))
    if (kind === 'guarantee') lines.guarantee.push(rows.guarantees(from, to, 1000 + roll(1e6)))
    if (kind === 'trade') lines['invoice-counterparty'].push(rows.sells(from, to, 1000 + roll(1e6)))
  }
  for (let other = 0; other < hubTrades; other++)
    lines['invoice-counterparty'].push(rows.sells(hub, 1000 + other, 1000 + other))
  for (const [recordType, of] of Object.entries(lines) as [keyof typeof lines, string[]][])
    await town.deliver(recordType, of)
  await town.build()
})
after(() => town.close())

const around = (firm: number, wish: Partial<Parameters<typeof readNeighborhood>[1]> = {}) =>
  town.run(operator, (work) => readNeighborhood(work, { enterprise: codeOf(firm), ...wish }))

/** Distances from a firm over the delivered pairs. */
function distances(from: number, depth: number): Map<string, number> {
  const reached = new Map([[codeOf(from), 0]])
  for (let step = 1; step <= depth; step++)
    for (const [code, at] of [...reached])
      if (at === step - 1)
        for (const pair of pairs)
          for (const [here, there] of [
            [pair.from, pair.to],
            [pair.to, pair.from],
          ] as const)
            if (here === code && !reached.has(there)) reached.set(there, step)
  return reached
}

const codes = ({ nodes }: Pick<Neighborhood, 'nodes'>) => new Map(nodes.map((node) => [node.id, node.uscc!]))

test(`a neighborhood is what a search by hand finds, with every relation between its members (seed ${seed})`, async () => {
  for (const firm of [1, 7, 13, 22])
    for (const depth of [1, 2, 3]) {
      const answer = await around(firm, { depth, limit: 300, fanOut: 300 })
      const named = codes(answer)
      const expected = distances(firm, depth)
      assert.deepEqual(
        new Map(answer.nodes.map((node): [string, number] => [node.uscc!, node.depth])),
        expected,
      )
      const text = (edges: readonly { kind: string; from: string; to: string }[]) =>
        edges.map(({ kind, from, to }) => `${kind} ${from} ${to}`).sort()
      assert.deepEqual(
        text(answer.edges.map((edge) => ({ ...edge, from: named.get(edge.from)!, to: named.get(edge.to)! }))),
        text(pairs.filter(({ from, to }) => expected.has(from) && expected.has(to))),
      )
      // What leads out of the answer is counted at the node that it leads out of.
      const cut = answer.cut.reduce((sum, { hidden }) => sum + hidden, 0)
      assert.equal(cut, pairs.filter(({ from, to }) => expected.has(from) !== expected.has(to)).length)
    }
})

test(`the path is as long as the shortest by hand, and runs along delivered relations (seed ${seed})`, async () => {
  let found = 0
  for (const [from, to] of [
    [1, 30],
    [2, 17],
    [5, 40],
    [8, 8],
    [9, 33],
  ] as const) {
    const path = await town.run(operator, (work) =>
      findRelationPath(work, { enterprise: codeOf(from), to: codeOf(to), steps: 4 }),
    )
    const expected = distances(from, 4).get(codeOf(to))
    assert.equal(path.because?.code, expected === undefined ? 'relation-path-none' : undefined)
    if (expected === undefined) continue
    found++
    assert.equal(path.edges.length, expected)
    assert.ok(path.shortest)
    const named = codes(path)
    for (const [step, edge] of path.edges.entries()) {
      assert.deepEqual(
        new Set([edge.from, edge.to]),
        new Set([path.nodes[step]!.id, path.nodes[step + 1]!.id]),
      )
      assert.ok(
        pairs.some(
          (pair) =>
            pair.kind === edge.kind && pair.from === named.get(edge.from) && pair.to === named.get(edge.to),
        ),
      )
    }
  }
  assert.ok(found > 0)
})

test('of ten thousand neighbors the weightiest are shown, the others counted', async () => {
  const answer = await around(hub, { limit: 50, fanOut: 30 })
  assert.equal(answer.nodes.length, 31)
  assert.equal(answer.edges.length, 30)
  assert.deepEqual(
    answer.edges
      .map(({ amountFen }) => Number(amountFen) / 100 - 1000)
      .toSorted((left, right) => right - left),
    Array.from({ length: 30 }, (_, at) => hubTrades - 1 - at),
  )
  assert.deepEqual(
    answer.cut.map(({ kind, hidden }) => ({ kind, hidden })),
    [{ kind: 'trade', hidden: hubTrades - 30 }],
  )
})

test('a node is expanded by its name; one that does not exist is refused', async () => {
  const [first] = (await around(1, { limit: 2 })).nodes.slice(1)
  const expanded = await around(1, { node: first!.id })
  assert.equal(expanded.root, first!.id)
  assert.ok(expanded.nodes.some(({ uscc }) => uscc === codeOf(1)))
  await assert.rejects(around(1, { node: 'person:none' }), /relation-node-unknown/)
  await assert.rejects(around(1, { asOf: '2026-02-30' }), /relation-day-invalid/)
  await assert.rejects(around(1, { asOf: '2999-01-01' }), /relation-day-invalid/)
})

test('a build again gives the same rows; whoever reads meanwhile reads one graph or the other', async () => {
  const digest = async () => {
    const { rows: built } = await sql<{ slot: string }>`select slot from relations.build`.execute(
      town.database.kysely,
    )
    const of = async (table: string) => {
      const { rows: found } = await sql<{ digest: string }>`
        select md5(string_agg(t::text, ';' order by t::text)) as digest
        from ${sql.table(`relations.${table}_${built[0]!.slot}`)} as t`.execute(town.database.kysely)
      return found[0]!.digest
    }
    return Promise.all(['node', 'edge', 'version', 'finding', 'member'].map(of))
  }
  const [before, expected] = [await digest(), await around(3, { depth: 2 })]
  let building = true
  const reading = (async () => {
    let reads = 0
    while (building) {
      const { builtAt: _, ...answer } = await around(3, { depth: 2 })
      const { builtAt: __, ...same } = expected
      assert.deepEqual(answer, same)
      reads++
    }
    return reads
  })()
  for (let times = 0; times < 2; times++) await town.build()
  building = false
  assert.ok((await reading) > 0)
  assert.deepEqual(await digest(), before)
})

test('past days, corrections, withdrawn batches and merged enterprises', async () => {
  const other = await openTown()
  try {
    await other.deliver('registration', [1, 2, 3, 4].map(rows.registration))
    await other.deliver('shareholder', [
      rows.owned(1, 1, 6000, '2020-01-01', '2020-02-01T00:00:00Z'),
      rows.owned(1, 2, 4000, '2024-06-01', '2024-07-01T00:00:00Z'),
    ])
    const corrected = await other.deliver('shareholder', [
      rows.owned(1, 1, 3000, '2020-01-01', '2025-03-01T00:00:00Z'),
      rows.held(1, 2, 3000, '2025-02-01', '2025-03-01T00:00:00Z'),
    ])
    await other.build()
    const shares = async (asOf?: string) => {
      const answer = await other.run(operator, (work) =>
        readOwnership(work, { enterprise: codeOf(1), ...(asOf === undefined ? {} : { asOf }) }),
      )
      return answer.owners.map(({ shareBps }) => shareBps)
    }
    assert.deepEqual(await shares(), [4000, 3000, 3000])
    assert.deepEqual(await shares('2025-02-28'), [6000, 4000], 'the correction was not known yet')
    assert.deepEqual(await shares('2024-06-15'), [6000], 'in force, and not known yet')
    assert.deepEqual(await shares('2019-12-31'), [])
    await other.run(operator, (work) =>
      withdrawBatch(work as never, { batch: corrected, why: 'sent by mistake' }),
    )
    await other.build()
    assert.deepEqual(await shares(), [6000, 4000])
    // 3 guarantees 2, and 4 turns out to be 3 under another number: what they said of each other falls away.
    await other.deliver('guarantee', [rows.guarantees(3, 2), rows.guarantees(4, 2), rows.guarantees(4, 3)])
    await other.build()
    const guarantors = async () => {
      const wish = { enterprise: codeOf(2), kinds: 'guarantee', limit: 10 }
      const { edges, nodes } = await other.run(operator, (work) => readNeighborhood(work, wish))
      return { nodes: nodes.length, amounts: edges.map(({ amountFen }) => Number(amountFen) / 1e8).sort() }
    }
    assert.deepEqual(await guarantors(), { nodes: 3, amounts: [1, 1, 1] })
    const merge = { keep: codeOf(3), absorb: codeOf(4), reason: 'one firm' }
    const { id } = await other.run(operator, (work) => proposeMerge(work, merge))
    const reviewer = {
      ...operator,
      account: 'second',
      kind: 'user',
      permissions: new Set(['identity:review']),
    } as const
    await other.run(reviewer, (work) =>
      reviewSuggestion(work, { suggestion: id, verdict: 'accept', reason: 'seen' }),
    )
    await other.build()
    assert.deepEqual(await guarantors(), { nodes: 2, amounts: [2] })
  } finally {
    await other.close()
  }
})

test('of two sources the graph believes the one that the lake believes, from when it spoke', async () => {
  const other = await openTown()
  try {
    await other.deliver('registration', [rows.registration(1)])
    const weak = [
      rows.owned(1, 1, 9000, '2020-01-01', '2024-01-01T00:00:00Z'),
      rows.owned(1, 2, 1000, '2020-01-01', '2024-01-01T00:00:00Z'),
    ]
    await other.deliver('shareholder', weak, 'administrative-approval')
    await other.deliver('shareholder', [rows.owned(1, 1, 5000, '2020-01-01', '2025-01-01T00:00:00Z')])
    await other.build()
    for (const asOf of ['2024-06-30', '2025-06-30', undefined]) {
      const owned = await other.run(operator, (work) =>
        readOwnership(work, { enterprise: codeOf(1), ...(asOf === undefined ? {} : { asOf }) }),
      )
      const moment = asOf === undefined ? {} : { asOf: `${asOf}T23:59:59.999+08:00` }
      const { items } = await other.run(operator, (work) =>
        listRecords(work, { enterprise: codeOf(1), recordType: 'shareholder', ...moment }),
      )
      assert.deepEqual(
        owned.owners.map(({ shareBps }) => shareBps).sort(),
        items.map(({ values }) => Number(values.ratio_bps)).sort(),
        asOf,
      )
      assert.equal(items.length, 2)
    }
  } finally {
    await other.close()
  }
})
