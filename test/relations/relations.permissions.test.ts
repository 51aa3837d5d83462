import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  findRelationPath,
  listRelationFindings,
  readNeighborhood,
  readOwnership,
} from '../../src/information/relations/index.ts'
import { listEntries } from '../../src/trust/audit/index.ts'
import { revokeConsent } from '../../src/trust/consent/index.ts'
import { codeOf, openTown, operator, rows, type Town } from './town.ts'

/**
 * Two towns that differ in what nobody has consented to alone. Firms 1 to 3 guarantee each other in a ring, as do 5
 * to 7, which also sell in a circle; the second town has none of the relations that only 2, 3, 6 and 7 report.
 */
const firms = [1, 2, 3, 4, 5, 6, 7, 8]
let [full, bare]: Town[] = []

const open = [rows.held(1, 4, 3000), rows.owned(4, 1, 10_000)]
const people = [rows.leads(1, 4), rows.leads(1, 8)]
const hidden = {
  guarantee: [rows.guarantees(2, 3), rows.guarantees(3, 1), rows.guarantees(6, 7), rows.guarantees(7, 5)],
  sales: [rows.sells(6, 7, 2_000_000), rows.buys(7, 6, 2_000_000), rows.sells(7, 5, 2_000_000)],
}

before(async () => {
  ;[full, bare] = [await openTown(['a-bank', 'b-bank']), await openTown(['a-bank', 'b-bank'])]
  for (const town of [full, bare] as Town[]) {
    await town.deliver('registration', firms.map(rows.registration))
    await town.deliver('shareholder', open)
    await town.deliver('key-person', people)
    const isFull = town === full
    await town.deliver('guarantee', [
      rows.guarantees(1, 2),
      rows.guarantees(5, 6),
      ...(isFull ? hidden.guarantee : []),
    ])
    await town.deliver('invoice-counterparty', [
      rows.sells(5, 6, 2_000_000),
      rows.sells(1, 8, 500_000),
      ...(isFull ? hidden.sales : []),
    ])
    await town.build()
    for (const firm of [1, 5]) await town.consent(firm, 'a-bank', ['loans', 'invoices'])
  }
})
after(async () => {
  await full?.close()
  await bare?.close()
})

/** An answer with identifiers as numbers of firms and without the time of the build. */
async function plain(town: Town, answer: unknown): Promise<unknown> {
  let text = JSON.stringify(answer)
  for (const firm of firms) text = text.replaceAll(await town.enterprise(firm), `firm ${firm}`)
  return JSON.parse(text.replaceAll(/"builtAt":"[^"]*"/g, '"builtAt":"then"'))
}

/** Puts nodes and edges into an order that does not hang on identifiers. */
function settled(answer: unknown): unknown {
  if (Array.isArray(answer))
    return answer
      .map(settled)
      .toSorted((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1))
  if (typeof answer !== 'object' || answer === null) return answer
  return Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, settled(value)]))
}

type Ask = (town: Town, bank: string) => Promise<unknown>

const questions: Ask[] = [
  ...firms.flatMap((firm) =>
    [1, 3].map(
      (depth): Ask =>
        (town, bank) =>
          town.run(town.officer(bank), (work) => readNeighborhood(work, { enterprise: codeOf(firm), depth })),
    ),
  ),
  ...[1, 3].map(
    (firm): Ask =>
      (town, bank) =>
        town.run(town.officer(bank), (work) => readOwnership(work, { enterprise: codeOf(firm) })),
  ),
  ...[1, 2, 5, 6].flatMap((from) =>
    [3, 7, 8].map(
      (to): Ask =>
        (town, bank) =>
          town.run(town.officer(bank), (work) =>
            findRelationPath(work, { enterprise: codeOf(from), to: codeOf(to), steps: 6 }),
          ),
    ),
  ),
]

test('whatever is asked, an answer is the same whether or not there is what may not be seen', async () => {
  for (const bank of ['a-bank', 'b-bank'])
    for (const [number, ask] of questions.entries()) {
      const [shown, same] = [await ask(full!, bank), await ask(bare!, bank)]
      assert.deepEqual(
        settled(await plain(full!, shown)),
        settled(await plain(bare!, same)),
        `${bank}, question ${number}`,
      )
    }
})

test('a guarantee is shown to whom the guarantor has opened its loans, a sale to whom either side has', async () => {
  const kinds = async (bank: string, firm: number) => {
    const answer = await full!.run(full!.officer(bank), (work) =>
      readNeighborhood(work, { enterprise: codeOf(firm) }),
    )
    return {
      edges: answer.edges.map(({ kind }) => kind).sort(),
      withheld: answer.withheld.map(({ kind, enterprises }) => `${kind} ${enterprises}`),
    }
  }
  assert.deepEqual(await kinds('a-bank', 1), {
    edges: ['guarantee', 'position', 'shareholding', 'trade'].filter((kind) => kind !== 'position'),
    withheld: ['guarantee 3', 'trade 3'],
  })
  // 2 has not consented: what 1 reports of it is seen from there too, what 2 itself reports is not.
  assert.deepEqual(await kinds('a-bank', 2), { edges: ['guarantee'], withheld: ['guarantee 1', 'trade 1'] })
  assert.deepEqual(await kinds('b-bank', 1), {
    edges: ['shareholding'],
    withheld: ['guarantee 2', 'trade 2'],
  })
  const buyer = await full!.run(full!.officer('a-bank'), (work) =>
    readNeighborhood(work, { enterprise: codeOf(8), kinds: 'trade' }),
  )
  assert.deepEqual(
    buyer.edges.map(({ source, amountFen }) => [source.node, amountFen]),
    [[await full!.enterprise(1), '50000000']],
  )
})

test('a ring is named to whom all of it is open; else only that something is withheld, and that to whom the firm let in', async () => {
  const findings = (bank: string, firm: number) =>
    full!.run(full!.officer(bank), (work) => listRelationFindings(work, { enterprise: codeOf(firm) }))
  const whole = await full!.run(operator, (work) => listRelationFindings(work, { enterprise: codeOf(5) }))
  assert.deepEqual(
    whole.items.map(({ kind, size, amountFen }) => [kind, size, amountFen]),
    [
      ['guarantee-ring', 3, '300000000'],
      ['trade-ring', 3, '600000000'],
    ],
  )
  const ring = await findings('a-bank', 5)
  assert.deepEqual(ring.items, [])
  assert.deepEqual(ring.withheld, [
    { kind: 'guarantee-ring', findings: 1 },
    { kind: 'trade-ring', findings: 1 },
  ])
  assert.deepEqual(ring.notCovered, [])
  for (const [bank, firm] of [
    ['a-bank', 6],
    ['b-bank', 5],
  ] as const) {
    const closed = await findings(bank, firm)
    assert.deepEqual(closed.items, [])
    assert.deepEqual(closed.withheld, [])
    assert.deepEqual(closed.notCovered, ['guarantee-ring', 'trade-ring'])
  }
  const nodes = await full!.run(full!.officer('a-bank'), (work) =>
    readNeighborhood(work, { enterprise: codeOf(5), depth: 3 }),
  )
  assert.ok(nodes.nodes.every(({ marks }) => marks.every((mark) => !mark.endsWith('-ring'))))
  // Sales are reported from both sides: with 6 letting the bank in too, the circle is open though 7 has not.
  const consent = await full!.consent(6, 'a-bank', ['invoices'])
  const opened = await findings('a-bank', 5)
  assert.deepEqual(
    opened.items.map(({ kind }) => kind),
    [],
  )
  const last = await full!.consent(7, 'a-bank', ['invoices'])
  assert.deepEqual(
    (await findings('a-bank', 5)).items.map(({ kind }) => kind),
    ['trade-ring'],
  )
  for (const id of [consent, last]) await full!.run(operator, (work) => revokeConsent(work, { consent: id }))
  assert.deepEqual((await findings('a-bank', 5)).items, [])
})

test('a person is masked, known by an opaque name alone, and every use of a closed record stands in the log', async () => {
  const answer = await full!.run(full!.officer('a-bank'), (work) =>
    readNeighborhood(work, { enterprise: codeOf(4) }),
  )
  const person = answer.nodes.find(({ kind }) => kind === 'person')!
  assert.equal(person.name, '韦*远')
  assert.match(person.id, /^person:[0-9a-f]{24}$/)
  assert.ok(!JSON.stringify(answer).includes('韦明远'))
  assert.ok(!/P0{10,}/.test(JSON.stringify(answer)))
  await full!.run(full!.officer('a-bank'), (work) => readNeighborhood(work, { enterprise: codeOf(2) }))
  const entries = await full!.run(operator, (work) => listEntries(work as never, { pageSize: 5 } as never))
  const kinds = (entries as { items: { kind: string; subject: string }[] }).items.map(
    ({ kind, subject }) => `${kind} ${subject}`,
  )
  assert.ok(kinds.includes(`public-use-authorized ${await full!.enterprise(2)}`), kinds.join())
  assert.ok(kinds.includes(`use-authorized ${await full!.enterprise(1)}`), kinds.join())
})

test('a person whom a department delivers under the number of an identity card is a person all the same', async () => {
  const number = '110101199001011234'
  await full!.deliver('shareholder', [
    `${codeOf(8)},${number},李小龙,person,1000,0,5000,2018-01-01,,2026-01-15T00:00:00Z`,
  ])
  await full!.build()
  const answer = await full!.run(full!.officer('a-bank'), (work) =>
    readNeighborhood(work, { enterprise: codeOf(8), kinds: 'shareholding' }),
  )
  assert.ok(answer.nodes.some(({ kind, name }) => kind === 'person' && name === '李*龙'))
  assert.ok(!JSON.stringify(answer).includes(number))
})

test('what the graph holds is not learnt by asking for nodes by their names', async () => {
  // 9 is nobody’s firm here: only a sale of 2, which is not open, would name it.
  await full!.deliver('invoice-counterparty', [rows.sells(2, 9, 900_000)])
  await full!.build()
  const ask = (town: Town, node: string) =>
    town
      .run(town.officer('a-bank'), (work) => readNeighborhood(work, { enterprise: codeOf(1), node }))
      .catch((error: Error) => error.message)
  for (const node of [
    `uscc:${codeOf(9)}`,
    `uscc:${codeOf(10)}`,
    'uscc:nonsense',
    'person:0123456789abcdef01234567',
  ])
    assert.deepEqual(
      settled(await plain(full!, await ask(full!, node))),
      settled(await plain(bare!, await ask(bare!, node))),
      node,
    )
  const seen = await full!.run(operator, (work) =>
    readNeighborhood(work, { enterprise: codeOf(1), node: `uscc:${codeOf(9)}` }),
  )
  assert.equal(seen.nodes[0]!.name, '南宁第9贸易有限公司')
})
