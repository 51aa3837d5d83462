import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type GeneratedEnterprise, generateEnterprises } from '../../benchmarks/search/generate.ts'
import { misspell, queryClasses } from '../../benchmarks/search/queries.ts'
import { seededRandom } from '../../src/foundation/random.ts'
import { documentOf } from '../../src/information/enterprise-search/document.ts'
import { openReader } from '../../src/information/enterprise-search/reader.ts'
import { openReadings } from '../../src/information/enterprise-search/reading.ts'
import { searchIndex } from '../../src/information/enterprise-search/search-index.ts'
import { buildSegment, uuidAt } from '../../src/information/enterprise-search/segment.ts'
import { firms, labelled } from './labelled-queries.ts'

const readings = await openReadings()
const among = 3

/** The written firms stand among many made-up ones, with ordinary capital: they must not win by size. */
const made = [...generateEnterprises(20_000, 'relevance')]
const written = firms.map((line, at): GeneratedEnterprise => {
  const [name, formerName] = line.split('|')
  const model = made[at]!
  return { ...model, enterprise: idOf(at), name: name!, formerName: formerName ?? null, status: 'active' }
})
const reader = openReader(
  buildSegment(
    [...made, ...written].map((firm) =>
      documentOf({
        ...firm,
        names: [
          { name: firm.name, current: true },
          ...(firm.formerName ? [{ name: firm.formerName, current: false }] : []),
        ],
        identifiers: firm.registrationNumber
          ? [{ scheme: 'registration-number', value: firm.registrationNumber }]
          : [],
      }),
    ),
    readings,
  ),
  readings,
)

function idOf(at: number): string {
  return `018f0000-0000-7000-9000-${String(at).padStart(12, '0')}`
}

function isFound(query: string, enterprise: string): boolean {
  const { hits } = searchIndex([reader], readings, query, among)
  return hits.some((hit) => uuidAt(reader.segment.ids, hit.document) === enterprise)
}

test('what people type finds what they mean among the first three', () => {
  const missed: string[] = []
  let asked = 0
  for (const [name, block] of Object.entries(labelled)) {
    for (const line of block.split('\n')) {
      const [query, meant] = line.split(' ')
      const firm = written.find((one) => one.name === meant)
      assert.ok(firm, `no firm ${meant}`)
      asked++
      if (!isFound(query!, firm.enterprise)) missed.push(`${name}: ${query} → ${meant}`)
    }
  }
  assert.ok(asked >= 140, `${asked} queries`)
  assert.ok(missed.length <= 0.04 * asked, `${missed.length} of ${asked} missed:\n${missed.join('\n')}`)
})

test('each way of typing finds made-up firms among the first three', () => {
  const random = seededRandom('labelled')
  const known = [...made.slice(64), ...written]
  for (const { name, queryOf, isUnambiguous } of queryClasses(readings, known)) {
    const missed: string[] = []
    let asked = 0
    for (let tried = 0; asked < 60 && tried < 4000; tried++) {
      const firm = made[64 + Math.floor(random() * (made.length - 64))]!
      const query = queryOf(firm, random)
      if (query === undefined || !isUnambiguous(query, firm)) continue
      asked++
      if (!isFound(query, firm.enterprise)) missed.push(`${query} → ${firm.name}`)
    }
    assert.ok(asked >= 30, `${name}: only ${asked} queries tell a firm from all others`)
    assert.ok(missed.length <= 0.1 * asked, `${name}: ${missed.length} of ${asked}:\n${missed.join('\n')}`)
  }
})

test('ranks as a person expects', () => {
  const firm = (name: string, capital: bigint, status = 'active') => ({ name, capital, status })
  const order = [
    firm('桂北酒业有限公司', 1n),
    firm('桂北酒业贸易有限公司', 9_000_000n),
    firm('桂北酒业贸易有限公司二部', 8_000_000n),
    firm('南宁市桂北酒业销售有限公司', 10n ** 12n),
    firm('桂北酒业贸易有限公司柳州分公司', 10n ** 13n),
    firm('百色桂北酒业连锁有限公司', 10n ** 12n, 'cancelled'),
  ]
  const documents = order.map((one, at) =>
    documentOf({
      enterprise: idOf(at),
      uscc: null,
      status: one.status,
      registeredCapitalFen: one.capital,
      names: [{ name: one.name, current: true }],
      identifiers: [],
    }),
  )
  const small = openReader(buildSegment(documents, readings), readings)
  const found = searchIndex([small], readings, '桂北酒业', 10).hits.map((hit) =>
    Number(uuidAt(small.segment.ids, hit.document).slice(-2)),
  )
  assert.equal(found[0], 0)
  assert.ok(found.indexOf(1) < found.indexOf(4), 'a head office before its branch')
  assert.ok(found.indexOf(1) < found.indexOf(2), 'the larger capital first')
  assert.equal(found.at(-1), 5)
})

test('a misspelling changes a text', () => {
  const random = seededRandom(1)
  for (const kind of ['wrong', 'missing', 'swapped'] as const)
    assert.notEqual(misspell('南宁市示例机械', kind, random), '南宁市示例机械')
})
